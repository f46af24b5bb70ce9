import { defineConfig } from 'drizzle-kit';

export default defineConfig({ dialect: 'postgresql', schema: './dist/libs/db/src/schema/index.js', out: './drizzle' });
