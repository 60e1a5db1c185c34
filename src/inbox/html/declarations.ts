import postcss, { type Declaration, type Root } from 'postcss'

/** Changes a style sheet, or the declarations of a `style` attribute; what is no CSS stays as it is. */
export function rewriteCss(css: string, change: (root: Root) => void): string {
  try {
    const root = postcss.parse(css)
    change(root)
    return root.toString()
  } catch {
    // Also CSS nested too deep for the writer.
    return css
  }
}

/** Changes each declaration of a piece of CSS: a new value, or undefined to take it out. */
export function rewriteDeclarations(
  css: string,
  change: (property: string, value: string, declaration: Declaration) => string | undefined,
): string {
  return rewriteCss(css, root =>
    root.walkDecls(declaration => {
      const value = change(declaration.prop.toLowerCase(), declaration.value, declaration)
      if (value === undefined) declaration.remove()
      else declaration.value = value
    }),
  )
}
