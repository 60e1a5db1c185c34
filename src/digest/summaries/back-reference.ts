import { simplified } from '../simplified.ts'

const open = '^["“‘「『（(]*'

const chineseWords = [
  '我们?[还也]|经过(?:前面|上面|以上|上述)|[前上]一[篇章节]|为了\\S{0,12}这|在我们(?:进一步|继续)|幸运的是|我们已经(?:介绍|看到|讨论)|在(?:上面|前面|以上)|因为[它他她这那其]|正因为如此|使用[该此这]|(?:现在|目前)[这那该此]|回过头|[从自]那时|当时(?![间代刻])|那时|届时|反过来|话虽如此|与[此之]相反|类似的|况且|到那时|事后|除了[这此]|以此|在[这此]之[后前]|至于|据此|相?较之下|相较而言|相形之下|对于?[这此该](?!次)|对于(?:上述|以上)|总而言之|有?鉴于[此这]|正是(?:因此|如此|因为这|这)|果然|本(?:小?节|段)(?!日|假|课|点|能)|由于这|有了它|通过(?:它|这)|虽然[它这]',
  '它们?|他们?|她们?|两者|二者|前者|后者|所有这|以及|再看|再就是|再者|再次|再有',
  '这(?!篇|本书|份(?:指南|周报|月报|清单|教程|手册|名单)|期|一(?:周|年|期|版))|那(?!么多)|此(?![刻生起致间岸番])|该(?!来)',
  '其(?!他|它|实|余|中国)|其中|其次|其实|除此|与此|对此|为此|至此|如此|基于(?:此|以上|这)|为了(?:解决|满足|缓解)?(?:上述|这|此)|在(?:此|[这那](?:里|种|个|一|段|次)|上述)',
  '因此|因而|所以|于是|然而|但是?(?!凡)|可是|不过|而(?!立|今)|并(?!发|行|购|非|列)|同时|另外|另一|然后|接着|随后|随之|后来|接下来|之[前后][，,]|最后(?!通牒|一公里)|总之|综上|总的来说|由此|从而|否则|反之|相反|相比之下',
  '由(?:此|[上下]?[图表])|从(?:[上下]?[图表]|结果)中?|可见(?![光性度])|一方面|另一方面|刚才|下文|比如|例如|譬如|也就是|换句话|换言之|具体来说|简而言之|以上|上述|上面|上文|前面|如上|如图|下面|如下|以下|正如(?:前|上|我)|还有|也(?=[^许])|还(?=[是有要能会可])|则|故(?!障|事|宫|乡|意)|且|又如|当然|同样|同理|类似地|尤其|特别是|值得一提|事实上|实际上|甚至|只不过|只是|不仅如此|尽管如此|即便如此|首先|是的|话说回来|说到这里',
  '第[二三四五六七八九](?![届方代期季版章周次位名批轮款]|大)|[二三四五六七八九]是',
]
const chinese = new RegExp(`${open}(?:${chineseWords.join('|')})`)

const englishWords = [
  "[Ii]t|[Ii]ts|[Ii]t[’'](?:s|ll|d)|[Tt]hey|[Tt]hey[’'](?:re|ve|ll|d)|[Tt]heir|[Tt]hem|[Hh]e|[Ss]he|[Ss]?[Hh]e[’'](?:s|ll|d)|[Hh]is|[Hh]er|[Ss]uch|[Bb]oth of (?:them|these)",
  'However|Therefore|Thus|Hence|Moreover|Furthermore|Additionally|Besides|Also|But|And|Or|Nor|So(?= |,)|Yet|Then|Instead|Otherwise|Similarly|Likewise|Consequently|Accordingly|Meanwhile|Nevertheless|Nonetheless|Afterwards?|Finally|Lastly|Conversely|Indeed|Ultimately|Eventually|Anyway|Again',
  "Which (?:is|means)|Unlike (?:this|that|these|those|it)|Doing (?:this|that|so)|Neither (?:is|are|was|were|has|have)|Even so|The (?:second|third|last)(?: one)? (?:is|are|was|has)|There,|Well,|Last but not least|When such|Up (?:until|to) (?:this|that|now)|Namely|(?:[A-Z][\\w’']*|You|We|I)(?: (?:will|can|have|has|had|are|is|was|were))? also|We[’']ll (?:then|also)|Second(?:ly)?,|Third(?:ly)?,|First(?:ly)?,|Next,|Later,|Earlier,|Previously,|Still,|Now,|At the time,|Like I said|After all,|Either way|Same for|(?:The )?[Aa]forementioned|If not,|Plus,|Here,|Yes,|No,|Others?",
  "In (?:addition|contrast|fact|short|particular|other words|turn|this (?:case|way)|that (?:case|way))|For (?:example|instance|th(?:is|at|ese|ose))|As (?:a result|such|mentioned|described|shown|above|noted|we[’']?(?:ve)? (?:seen|mentioned|saw))",
  'On the other hand|On top of (?:this|that|it)|At (?:this|that) point|Because of (?:this|that|it)|After (?:this|that)|Despite (?:this|that)|Due to (?:this|that)|(?:To|By|Using|With|From|Given|Apart from|Since|Like|Until) (?:this|that|these|those|it|then|there)|To do (?:this|so)|By doing (?:this|so)|If so|When (?:this|that) happens|Not only that|Of course|Same goes|Which means',
  "Another|Both(?! (?:\\S+ ){1,6}and )|(?:One|Some|Most|Many|All|Each|None|Any|Part|Neither|Either) of (?:them|these|those|this|it)|The (?:former|latter|above|following|same|other)\\b|Here (?:are|is)|Here[’']s",
  "Th(?:is|at|ese|ose)(?:[’'](?:s|ll|d))?(?! (?:blog |new |latest |minor |major |first |second |third |past |coming |last |whole |short |quick |complete |two-part |\\d+\\S* )?(?:post|article|piece|story|essay|blog|guide|tutorial|series|document|documentation|page|paper|talk|interview|episode|issue|edition|newsletter|digest|report|review|release|version|update|edition|book|chapter|walkthrough|how-to|explainer|deep|week|month|year|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december|morning|weekend|quarter|decade)\\b)",
]
const english = new RegExp(`${open}(?:${englishWords.join('|')})(?![\\w’'-])`)

/** True for a sentence that opens with a word that refers to what stands before it, and so cannot stand alone. */
export const refersBack = (sentence: string): boolean =>
  chinese.test(simplified(sentence)) || english.test(sentence)
