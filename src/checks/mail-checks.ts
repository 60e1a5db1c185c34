import type { Check } from './check.ts'
import { dateHeader } from './headers/date-header.ts'
import { fromHeader } from './headers/from-header.ts'
import { headerEncoding } from './headers/header-encoding.ts'
import { lineEnds } from './headers/line-ends.ts'
import { lineLength } from './headers/line-length.ts'
import { messageIdHeader } from './headers/message-id-header.ts'
import { mimeStructure } from './headers/mime-structure.ts'
import { recipients } from './headers/recipients.ts'
import { singletonHeaders } from './headers/singleton-headers.ts'
import { htmlLanguage } from './html/html-language.ts'
import { htmlTitle } from './html/html-title.ts'
import { layoutTables } from './html/layout-tables.ts'
import { imageAlt } from './images/image-alt.ts'
import { imageFormat } from './images/image-format.ts'
import { imageSize } from './images/image-size.ts'
import { imageTarget } from './images/image-target.ts'
import { imageWidth } from './images/image-width.ts'
import { pictureFiles } from './images/picture-files.ts'
import { preheader } from './inbox-row/preheader.ts'
import { subject } from './inbox-row/subject.ts'
import { leftovers } from './leftovers/leftovers.ts'
import { linkDisguise } from './links/link-disguise.ts'
import { linkTarget } from './links/link-target.ts'
import { linkText } from './links/link-text.ts'
import { linkTrust } from './links/link-trust.ts'
import { lostLinks } from './links/lost-links.ts'
import { controlCharacters } from './size/control-characters.ts'
import { htmlSize } from './size/html-size.ts'
import { styleSize } from './size/style-size.ts'
import { textInStep } from './text/text-in-step.ts'
import { textPart } from './text/text-part.ts'
import { oneClickUnsubscribe } from './unsubscribe/one-click-unsubscribe.ts'
import { postalAddress } from './unsubscribe/postal-address.ts'
import { unsubscribeLink } from './unsubscribe/unsubscribe-link.ts'

/** What a mail must be by itself, whoever made it; what the issue says helps to tell content from mistakes. */
export const mailChecks: readonly Check[] = [
  subject,
  preheader,
  leftovers,
  htmlSize,
  styleSize,
  controlCharacters,
  linkTarget,
  linkTrust,
  linkDisguise,
  linkText,
  lostLinks,
  imageTarget,
  imageAlt,
  imageWidth,
  pictureFiles,
  imageFormat,
  imageSize,
  htmlLanguage,
  htmlTitle,
  layoutTables,
  textPart,
  textInStep,
  oneClickUnsubscribe,
  unsubscribeLink,
  postalAddress,
  fromHeader,
  dateHeader,
  messageIdHeader,
  singletonHeaders,
  headerEncoding,
  recipients,
  lineLength,
  lineEnds,
  mimeStructure,
]
