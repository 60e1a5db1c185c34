import { type Command, Option } from 'commander'
import { statuses } from '../../subscribers/subscriber.ts'
import type { SubscriberFilter } from '../../subscribers/subscriber-store.ts'
import { givenLanguage } from './given-profile.ts'

type FilterFlags = Pick<SubscriberFilter, 'status' | 'tag' | 'language' | 'search'>

/** A command that is about some of the people. */
export const withFilterOptions = (command: Command): Command =>
  command
    .addOption(new Option('--status <status>', 'only people of this status').choices(statuses))
    .option('--tag <tag>', 'only people with this tag')
    .option('--language <language>', 'only people with this language, such as zh-CN')
    .option('--search <text>', 'only people with this in their address or name')

/** Which people the flags ask for. */
export const filterOf = ({ status, tag, language, search }: FilterFlags): SubscriberFilter => ({
  ...(status && { status }),
  ...(tag && { tag }),
  ...(language && { language: givenLanguage(language) }),
  ...(search && { search }),
})
