import { checkNamed, error, type Found, warning } from '../found.ts'
import { spotsIn, textOf } from '../html/spots.ts'

/** Gmail drops the styles above this, and some of its programs above the half. */
const dropped = 16_384
const risky = 8192

/** The bytes of all `<style>` together. */
export const styleSize = checkNamed('style-size', ({ received }): Found[] => {
  const styles = spotsIn(received.tree).elements.filter(({ element }) => element.tagName === 'style')
  const bytes = styles.reduce((sum, { element }) => sum + Buffer.byteLength(textOf(element, Infinity)), 0)
  const what = `The <style> elements have ${bytes.toLocaleString('en')} bytes`
  const wayOut = 'Take out rules that the template does not use, or write them as style attributes.'
  if (bytes > dropped) return [error(`${what}: Gmail ignores them all above 16,384`, wayOut)]
  return bytes > risky ? [warning(`${what}: above 8,192 some of Gmail's programs ignore them`, wayOut)] : []
})
