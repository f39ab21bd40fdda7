/** Where vLLM (a Python program) and the folder of the model lie. */
export interface VllmModel {
  readonly python: string;
  readonly modelFolder: string;
}
export function installVllmModel(): Promise<VllmModel>;
