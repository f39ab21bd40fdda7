import * as vscode from 'vscode';
import type { ConnectOffer } from '../protocol/messages.ts';

/** The offer that asks for an address. */
export const OTHER_URL = 'other';

/** Endpoints that are offered by name, at their usual addresses. */
export function connectOffers(): ConnectOffer[] {
  const onThisMachine = (name: string) => vscode.l10n.t('{name} (local server)', { name });
  return [
    { id: 'openai', label: 'OpenAI', baseUrl: 'https://api.openai.com/v1' },
    { id: 'vllm', label: onThisMachine('vLLM'), baseUrl: 'http://localhost:8000/v1' },
    { id: 'ollama', label: onThisMachine('Ollama'), baseUrl: 'http://localhost:11434/v1' },
    { id: 'lmstudio', label: onThisMachine('LM Studio'), baseUrl: 'http://localhost:1234/v1' },
    { id: 'llamacpp', label: onThisMachine('llama.cpp'), baseUrl: 'http://localhost:8080/v1' },
    { id: 'deepseek', label: 'DeepSeek', baseUrl: 'https://api.deepseek.com/v1' },
    { id: 'dashscope', label: 'DashScope', baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1' },
    { id: 'openrouter', label: 'OpenRouter', baseUrl: 'https://openrouter.ai/api/v1' },
    { id: OTHER_URL, label: vscode.l10n.t('Another URL…'), baseUrl: '' },
  ];
}
