import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  driver: 'durable-sqlite',
  schema: './tenants/storage/schema*.ts',
  out: './migrations/tenant',
})
