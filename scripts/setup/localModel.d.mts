/** Where llama.cpp's server (a Python program) and the model's file lie. */
export interface LocalModel {
  readonly python: string;
  readonly gguf: string;
}
export function installLocalModel(): Promise<LocalModel>;
