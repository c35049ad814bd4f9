import { isSeverity, type Severity, severities } from '../../components/severity.tsx'
import { useWords } from '../../language.ts'

interface FieldProps<T> {
  readonly label: string
  readonly hint?: string
  readonly value: T
  readonly set: (value: T) => void
}

export function SeverityField({ label, hint, value, set }: FieldProps<Severity>) {
  const words = useWords()
  return (
    <label class="field">
      <span>{label}</span>
      <select
        value={value}
        onChange={({ currentTarget }) => isSeverity(currentTarget.value) && set(currentTarget.value)}
      >
        {severities.map((one) => (
          <option key={one} value={one}>
            {words.severities[one]}
          </option>
        ))}
      </select>
      {hint !== undefined && <span class="hint">{hint}</span>}
    </label>
  )
}

const types = { text: { type: 'text' }, number: { type: 'number' }, time: { type: 'time' } } as const

interface InputProps extends FieldProps<string> {
  readonly type?: keyof typeof types
  readonly isRequired?: boolean
  readonly least?: number
}

export function InputField({
  label,
  hint,
  value,
  set,
  type = 'text',
  isRequired = false,
  least,
}: InputProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        {...types[type]}
        value={value}
        required={isRequired}
        spellcheck={false}
        {...(least === undefined ? {} : { min: least })}
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
      {hint !== undefined && <span class="hint">{hint}</span>}
    </label>
  )
}

/** A list: one entry a line. */
export function LinesField({ label, hint, value, set }: FieldProps<readonly string[]>) {
  return (
    <label class="field">
      <span>{label}</span>
      <textarea
        class="mono"
        rows={Math.max(2, value.length + 1)}
        value={value.join('\n')}
        spellcheck={false}
        onChange={({ currentTarget }) =>
          set(
            currentTarget.value
              .split(/\s*\n\s*/)
              .map((line) => line.trim())
              .filter((line) => line !== ''),
          )
        }
      />
      {hint !== undefined && <span class="hint">{hint}</span>}
    </label>
  )
}

interface SubmitProps {
  readonly isBusy: boolean
  readonly failure: string | undefined
  readonly label: string
}

/** The end of a form: what went wrong the last time, and the button. */
export function Submit({ isBusy, failure, label }: SubmitProps) {
  return (
    <>
      {failure !== undefined && (
        <p class="error" role="alert">
          {failure}
        </p>
      )}
      <p>
        <button type="submit" class="button main-act" disabled={isBusy}>
          {label}
        </button>
      </p>
    </>
  )
}
