export function SettingsPage({ section }: { readonly section: string }) {
  return <p>{section}</p>
}
