import { cp, mkdir, readdir, symlink } from 'node:fs/promises'
import path from 'node:path'
import { ROOT } from './npm-start.ts'

/** What npm start needs of this repository, with the pages as they are built and without a bundle of the Worker. */
export async function copyTree(home: string): Promise<void> {
  const isLeftOut = (name: string) => /^(\.|node_modules$|bench$|docs$|tests$)/.test(name)
  await mkdir(home)
  for (const name of (await readdir(ROOT)).filter((each) => !isLeftOut(each))) {
    // The times tell that what is built is up to date.
    await cp(path.join(ROOT, name), path.join(home, name), { recursive: true, preserveTimestamps: true })
  }
  await symlink(path.join(ROOT, 'node_modules'), path.join(home, 'node_modules'))
}
