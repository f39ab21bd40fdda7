import { read } from './literals.ts';

/** A setting as `package.json` describes it. */
export interface SettingProperty {
  readonly default: unknown;
  readonly order?: number;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly scope?: string;
}

/** A titled group of settings, as the settings editor shows it. */
export interface SettingGroup {
  readonly title: string;
  readonly order: number;
  readonly properties: Readonly<Record<string, SettingProperty>>;
}

/** One step of the walkthrough. */
export interface WalkthroughStep {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly image: Readonly<Record<'dark' | 'light' | 'hc' | 'hcLight', string>>; readonly altText: string };
  readonly completionEvents: readonly string[];
}

/** What the tests read of `package.json`. */
export interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly configuration: readonly SettingGroup[];
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly WalkthroughStep[] }[];
    readonly keybindings: readonly { readonly command: string; readonly key: string; readonly mac: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
  };
}

export const manifest: Manifest = JSON.parse(read('package.json'));

/** Every setting of every group, by its id. */
export const settingProperties: Readonly<Record<string, SettingProperty>> = Object.assign(
  {},
  ...manifest.contributes.configuration.map(({ properties }) => properties),
);
