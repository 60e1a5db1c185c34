import type { App, ComposedIssue } from '../app.ts'
import type { LeftOut } from '../posts/selection/select-posts.ts'
import type { WindowChoice } from '../posts/selection/window-choice.ts'
import type { Wishes } from '../selecting.ts'
import { type CommandDefinition, type Context, describeCommand, untilInterrupted } from './command.ts'
import { sayModel } from './model-words.ts'
import { collect, filtersOf, type SelectionFlags, withSelectionOptions } from './selection-options.ts'
import type { Terminal } from './terminal.ts'
import { windowChoice, withWindowOptions } from './window-options.ts'
import { saySelectionInShort } from './words.ts'

/** `masthead compose`: the posts of a window as an issue file; what was edited there by hand stays. */
export const composeCommand = (): CommandDefinition => ({
  command: withSelectionOptions(
    withWindowOptions(
      describeCommand(
        'compose',
        'Write the issue of some days to issues/<id>/issue.md; what you edited there stays.',
        'compose --week 2026-W03',
        'compose --week 2026-W03 --include guides/an-undated-post.md',
      ),
    ),
  ).option('--include <path>', 'take this post too, whatever its day; <path>=2026-01-16 dates it', collect),
  async run(context, flags) {
    const { terminal } = context
    const app = await context.openApp()
    const { include = [], ...rest } = flags as SelectionFlags & { include?: string[] }
    const wishes = { filters: filtersOf(rest), include }
    const composed = await composeWatched(context, app, windowChoice(rest), wishes)
    saySelectionInShort(terminal, composed.selection, app.config)
    sayComposed(terminal, composed)
    terminal.data(dataOfIssue(composed))
    return 0
  },
})

/** Composes; while a language model is asked, it shows how far that is, and Ctrl-C ends it. */
export async function composeWatched(
  { terminal, console }: Context,
  app: App,
  choice: WindowChoice,
  wishes: Wishes = {},
): Promise<ComposedIssue> {
  if (!app.config.summary.model) return app.compose(choice, wishes)
  const stop = new AbortController()
  void untilInterrupted(console).then(() => stop.abort())
  let isAsking = false
  const onProgress = (done: number, all: number) => {
    isAsking = true
    terminal.progress(done, all)
  }
  try {
    return await app.compose(choice, wishes, { onProgress, signal: stop.signal })
  } finally {
    if (isAsking) terminal.endProgress()
  }
}

/** Where the issue is, and what became of each entry. */
export function sayComposed(terminal: Terminal, issue: ComposedIssue): void {
  const { path, outcome, added, updated, edited, gone, removed, joined } = issue
  terminal.fact('Issue', `${path} (${outcome})`)
  const lines: [string, string[]][] = [
    ['added', outcome === 'new' ? [] : added],
    ['updated, because the post or the room for it changed', updated],
    ['edited by hand, left as it is', edited],
    ['not selected any more, kept until you remove it', gone],
    ['removed by hand, left out', removed],
    ['told in the entry of another post', joined],
    ['set compact, for all that it tells is told in other entries', issue.toldElsewhere],
    [
      'set compact (title and one line) to keep the limits',
      issue.compact.filter(post => !issue.toldElsewhere.includes(post)),
    ],
    ['only its title, under "more", to keep the limits', issue.more],
    ['no sentence of it can stand alone; write one below its title', issue.wordless],
  ]
  for (const [what, posts] of lines) for (const post of posts) terminal.say(`  ${post}: ${what}`)
  if (issue.isTooLarge)
    terminal.warn(
      `The mail has ${issue.bytes} bytes of HTML, more than limits.kilobytes, and nothing of it that composing wrote can be made smaller.`,
    )
  if (issue.model) sayModel(terminal, issue.model)
  if (issue.repetitions.length > 0) terminal.fact('Told once', countOf(issue.repetitions.length))
  for (const { headline, in: teller, alsoIn } of issue.repetitions)
    terminal.say(`  ${terminal.fitTitle(headline, 2)}: in ${teller}; also in ${alsoIn.join(', ')}`)
}

const countOf = (stories: number): string =>
  stories === 1 ? 'a story of several posts' : `${stories} stories of several posts`

/** An issue that was composed, for programs. */
export function dataOfIssue({
  head,
  path,
  outcome,
  selection,
  added,
  updated,
  unchanged,
  edited,
  gone,
  removed,
  model,
  joined,
  compact,
  more,
  toldElsewhere,
  wordless,
  isTooLarge,
  repetitions,
}: ComposedIssue) {
  const { id, number, subject, window } = head
  const entries = { added, updated, unchanged, edited, gone, removed, joined }
  return {
    id,
    number,
    subject,
    window,
    path,
    outcome,
    entries,
    ...(model && { model }),
    ...(isTooLarge && { isTooLarge }),
    compact,
    more,
    toldElsewhere,
    wordless,
    repetitions,
    leftOut: selection.leftOut.map(dataOfLeftOut),
  }
}

const dataOfLeftOut = ({ path, reason, post }: LeftOut) => ({
  path,
  ...(post && { title: post.title }),
  ...(post?.date && { date: post.date.day }),
  reason,
})
