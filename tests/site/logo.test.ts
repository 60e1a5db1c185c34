import { describe, expect, it } from 'vitest'
import { aPng } from '../mail/pictures/a-picture.ts'
import { aPublishedWorkspace } from './a-published-workspace.ts'

const settings = (src: string) => `name: Weekly\ntheme: { logo: { src: "${src}", width: 120 } }\n`

describe('the logo', () => {
  it('is served where it is a file of the workspace', async () => {
    const site = await aPublishedWorkspace({ 'masthead.yaml': settings('logo.png'), 'logo.png': aPng(240) })
    const home = await site.ask('/')
    expect(await home.text()).toContain('<img src="/logo" alt="Weekly" width="120">')
    expect(home.headers.get('content-security-policy')).toContain("; img-src 'self';")
    const logo = await site.ask('/logo')
    expect({ type: logo.headers.get('content-type'), bytes: (await logo.arrayBuffer()).byteLength }).toEqual({
      type: 'image/png',
      bytes: 64,
    })
  })

  it('is shown from the one site that has it', async () => {
    const src = 'https://cdn.example.org/a/logo.png'
    const site = await aPublishedWorkspace({ 'masthead.yaml': settings(src) })
    const home = await site.ask('/')
    expect(await home.text()).toContain(`<img src="${src}"`)
    expect(home.headers.get('content-security-policy')).toContain('; img-src https://cdn.example.org;')
  })

  it.each(['missing.png', '../outside.png', 'masthead.yaml'])(
    'is the name where %s is no picture',
    async src => {
      const site = await aPublishedWorkspace({ 'masthead.yaml': settings(src) })
      expect(await site.page('/')).toContain('<a href="/">Weekly</a>')
      expect((await site.ask('/logo')).status).toBe(404)
    },
  )
})
