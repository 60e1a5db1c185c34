import postcss, { type AtRule, type ChildNode } from 'postcss'

export type Theme = 'light' | 'dark'

/** What the style sheets of a mail say of colours and sizes in one theme. */
export interface ThemeCss {
  /** Plain rules, in their order. */
  css: string
  /** Whether some of them are for this theme only. */
  isAuthored: boolean
}

const seen =
  /^(?:color|background|background-color|background-image|font|font-size|font-weight|display|visibility|opacity|max-height|--[\w-]+)$/i
const aside = /\b(?:print|not|speech)\b|max-|hover|pointer|orientation|resolution|ratio|-ms-|-moz-|-webkit-/i
const scheme = /prefers-color-scheme\s*:\s*([a-z-]+)/i
// Only what an element looks like while nobody touches it counts.
const stateOrPart = /::|:(?:hover|active|focus|visited|before|after|first-l)/i

/** The rules of style sheets that hold in a theme, on a wide screen; a sheet that is broken says nothing. */
export function themeCss(sheets: readonly string[], theme: Theme): ThemeCss {
  const kept: string[] = []
  let isAuthored = false
  const take = (nodes: readonly ChildNode[], isThemed: boolean): void => {
    for (const node of nodes) {
      if (node.type === 'atrule' && holds(node, theme))
        take(node.nodes ?? [], isThemed || scheme.test(node.params))
      if (node.type !== 'rule') continue
      const rule = plainRule(node.selectors, node.nodes)
      if (rule === undefined) continue
      kept.push(rule)
      isAuthored ||= isThemed
    }
  }
  for (const sheet of sheets) take(parse(sheet), false)
  return { css: kept.join('\n'), isAuthored }
}

function parse(sheet: string): readonly ChildNode[] {
  try {
    return postcss.parse(sheet.replace(/<!--|-->/g, '')).nodes
  } catch {
    return []
  }
}

function holds({ name, params }: AtRule, theme: Theme): boolean {
  if (name.toLowerCase() !== 'media') return name.toLowerCase() === 'layer'
  return params.split(',').some(query => {
    const asked = scheme.exec(query)?.[1]?.toLowerCase()
    return !aside.test(query) && (asked === undefined || asked === theme)
  })
}

function plainRule(selectors: readonly string[], nodes: readonly ChildNode[]): string | undefined {
  const at = selectors
    .filter(selector => !stateOrPart.test(selector))
    .map(selector => selector.replace(/:link\b/gi, '').replace(/:root\b/gi, 'html'))
    .filter(selector => selector.trim() !== '')
  const declarations = nodes.flatMap(node =>
    node.type === 'decl' && seen.test(node.prop)
      ? [`${node.prop}: ${node.value}${node.important ? ' !important' : ''}`]
      : [],
  )
  return at.length === 0 || declarations.length === 0
    ? undefined
    : `${at.join(', ')} { ${declarations.join('; ')} }`
}
