/** Text as it may stand in HTML and in attributes; addresses stay readable, which Handlebars' own escaping of `=` prevents. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, sign => references[sign] ?? sign)

const references: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
