import { memoryPages } from './memory-layout.ts'

/** A part of a memory: where a table or a row of numbers lies. */
export interface Area {
  readonly buffer: ArrayBuffer
  readonly at: number
}

/** An area of its own, outside the engine's memory. */
export function ownArea(bytes: number): Area {
  return { buffer: new ArrayBuffer(bytes), at: 0 }
}

/** The memory that the engine's state lies in (memory-layout.ts): WebAssembly's, or any other. */
export class EngineMemory {
  readonly buffer: ArrayBuffer

  constructor(buffer: ArrayBuffer = new ArrayBuffer(memoryPages * 65_536)) {
    this.buffer = buffer
  }

  area(at: number): Area {
    return { buffer: this.buffer, at }
  }

  integers(at: number, length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.buffer, at, length)
  }

  numbers(at: number, length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.buffer, at, length)
  }

  bytes(at: number, length: number): Buffer<ArrayBuffer> {
    return Buffer.from(this.buffer, at, length)
  }
}
