import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier/flat';
import tseslint from 'typescript-eslint';

export default [
  { ignores: ['**/dist', '**/coverage', '**/.angular', '**/.nx'] },
  ...nx.configs['flat/base'], // registers the @nx plugin
  ...nx.configs['flat/typescript'],
  ...nx.configs['flat/javascript'],
  {
    files: ['**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          depConstraints: [
            {
              sourceTag: 'scope:shared',
              onlyDependOnLibsWithTags: ['scope:shared'],
              bannedExternalImports: ['@angular/*', '@nestjs/*'],
            },
            {
              sourceTag: 'scope:server',
              onlyDependOnLibsWithTags: ['scope:server', 'scope:shared'],
              bannedExternalImports: ['@angular/*'],
            },
            {
              sourceTag: 'scope:client',
              onlyDependOnLibsWithTags: ['scope:client', 'scope:shared'],
              bannedExternalImports: ['@nestjs/*'],
            },
            {
              sourceTag: 'scope:e2e',
              onlyDependOnLibsWithTags: ['scope:e2e', 'scope:client', 'scope:server', 'scope:shared'],
            },
            { sourceTag: 'type:protocol', onlyDependOnLibsWithTags: ['type:protocol'] },
            {
              sourceTag: 'type:core',
              onlyDependOnLibsWithTags: ['type:core', 'type:protocol'],
              bannedExternalImports: ['@nestjs/*', '@angular/*', 'socket.io', 'socket.io-client'],
            },
            { sourceTag: 'type:adapter', onlyDependOnLibsWithTags: ['type:core', 'type:protocol'] },
            { sourceTag: 'type:shell', onlyDependOnLibsWithTags: ['type:adapter', 'type:core', 'type:protocol'] },
            { sourceTag: 'type:ui', onlyDependOnLibsWithTags: ['type:ui', 'type:core', 'type:protocol'] },
            {
              sourceTag: 'type:app',
              onlyDependOnLibsWithTags: ['type:ui', 'type:shell', 'type:adapter', 'type:core', 'type:protocol'],
            },
            {
              sourceTag: 'type:e2e',
              onlyDependOnLibsWithTags: [
                'type:e2e',
                'type:app',
                'type:shell',
                'type:adapter',
                'type:core',
                'type:protocol',
              ],
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "ImportDeclaration[source.value=/^zod/] ImportSpecifier[imported.name='z']",
          message: "use import * as z from 'zod' ({ z } is not tree-shakeable: +455 kB in the browser)",
        },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    // the cores are pure: clock, timers, ids, randomness, crypto and browser objects are handed in
    files: ['libs/signaling/core/src/**/*.ts', 'libs/call/engine/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['node:*'] }],
      'no-restricted-globals': [
        'error',
        ...[
          'window',
          'document',
          'navigator',
          'RTCPeerConnection',
          'localStorage',
          'sessionStorage',
          'setTimeout',
          'setInterval',
          'Date',
          'performance',
          'crypto',
          'process',
          'fetch',
        ],
      ],
    },
  },
  {
    files: ['apps/api/**/*.ts', 'libs/signaling/nest/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  ...tseslint.config(
    {
      files: ['apps/web/**/*.ts', 'libs/call/ui/**/*.ts', 'libs/call/angular/**/*.ts'],
      extends: [...angular.configs.tsRecommended],
      processor: angular.processInlineTemplates,
      rules: {
        '@angular-eslint/component-selector': [
          'error',
          { type: 'element', prefix: ['app', 'call'], style: 'kebab-case' },
        ],
        '@angular-eslint/prefer-on-push-component-change-detection': 'off', // OnPush is the default since Angular 22
      },
    },
    {
      files: ['apps/web/**/*.html', 'libs/call/ui/**/*.html'],
      extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
    },
  ),
  prettier,
];
