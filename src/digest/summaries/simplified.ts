// As far as words that refer back, notices and bylines have them.
const traditional =
  '這該們對為於後來還從與實當則總結內裡個種說換話並儘過隨時現據見圖將經節無歡謝關轉載權眾號連鏈訂閱讀點擊聯參報發譯審編輯開掃碼請訪問興專欄屬'
const simple =
  '这该们对为于后来还从与实当则总结内里个种说换话并尽过随时现据见图将经节无欢谢关转载权众号连链订阅读点击联参报发译审编辑开扫码请访问兴专栏属'
const any = new RegExp(`[${traditional}]`, 'g')

/** A text in simplified characters, as far as the patterns of this folder need them; the same length. */
export const simplified = (text: string): string =>
  text.replace(any, character => simple[traditional.indexOf(character)] ?? character)
