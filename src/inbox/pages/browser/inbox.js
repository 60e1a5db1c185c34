// The page works without this file; it adds what happens by itself, and the keys.

const { base, mail: openId, search } = document.body.dataset
const list = document.getElementById('list')
const pane = document.querySelector('.mail-pane')
const frame = document.querySelector('.canvas iframe')
const report = document.querySelector('[data-report]')
const isWide = matchMedia('(min-width: 1280px)').matches
const maxFrameHeight = 30_000

const rows = () => [...list.querySelectorAll('.rows a')]
const idOf = row => row.parentElement.id.slice('row-'.length)

// The whole mail scrolls with the page, and not in a hole of it.
function fitFrame() {
  const root = frame.contentDocument?.documentElement
  if (!root) return
  frame.style.height = ''
  const scrollbar = root.scrollWidth > root.clientWidth ? 16 : 0
  frame.style.height = `${Math.min(root.scrollHeight + scrollbar, maxFrameHeight)}px`
}

function frameLoaded() {
  fitFrame()
  frame.contentDocument?.addEventListener('keydown', pressed)
  restoreReading()
  tellReady()
}

// For those who drive this page by a program: from now on it listens.
function tellReady() {
  document.documentElement.dataset.ready = ''
}

function remember(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Without storage the page opens at its top.
  }
}

function recall(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key))
  } catch {
    return null
  }
}

function restoreReading() {
  const reading = recall('reading')
  if (reading?.id !== openId) return
  sessionStorage.removeItem('reading')
  pane.scrollTop = reading.pane
  scrollTo(0, reading.page)
}

function restoreList() {
  const listPane = list.parentElement
  const { top = 0, of } = recall('list') ?? {}
  if (of === search) listPane.scrollTop = top
  rows()
    .find(row => idOf(row) === openId)
    ?.scrollIntoView({ block: 'nearest' })
  addEventListener('pagehide', () => remember('list', { top: listPane.scrollTop, of: search }))
}

// The same message, rendered again: the reader stays at the line that was being read.
function follow(id) {
  remember('reading', { id, pane: pane.scrollTop, page: scrollY })
  location.replace(`${base}/mail/${id}${location.search}`)
}

let refreshes = 0

async function refreshList() {
  const current = ++refreshes
  const query = new URLSearchParams(location.search)
  query.set('open', openId)
  const response = await fetch(`${base}/list?${query}`)
  const text = await response.text()
  if (!response.ok || current !== refreshes) return
  const known = new Set(rows().map(idOf))
  const focused = document.activeElement?.closest('.rows li')?.id
  list.innerHTML = text
  if (focused) document.getElementById(focused)?.querySelector('a').focus({ preventScroll: true })
  announce(rows().filter(row => !known.has(idOf(row))))
}

function announce(added) {
  if (added.length === 0) return
  for (const row of added) row.parentElement.classList.add('new')
  const subject = added[0].querySelector('.subject').textContent
  const sender = added[0].querySelector('b').textContent
  const news = added.length === 1 ? `New mail from ${sender}: ${subject}` : `${added.length} new mails`
  document.getElementById('news').textContent = news
}

let soon

// A trial send is hundreds of mails in a second.
function refreshSoon() {
  clearTimeout(soon)
  soon = setTimeout(() => refreshList().catch(() => {}), 80)
}

const tabs = new BroadcastChannel(`inbox${base}`)

function told({ type, data }) {
  if (type === 'ready') {
    const [first] = rows()
    if (search || data !== (first ? idOf(first) : '')) refreshSoon()
    return
  }
  const event = JSON.parse(data)
  const isOpen = event.kind === 'arrived' && openId && event.replaces === openId
  // What a person is typing would be gone.
  if (isOpen && !isTyping({ target: document.activeElement })) follow(event.id)
  else refreshSoon()
}

function listenForAll(leaving) {
  const events = new EventSource(`${base}/events`)
  const tell = ({ type, data }) => {
    tabs.postMessage({ type, data })
    told({ type, data })
  }
  events.addEventListener('ready', tell)
  events.addEventListener('message', tell)
  return new Promise(done => {
    leaving.addEventListener('abort', () => {
      events.close()
      done()
    })
  })
}

// A browser makes six connections to a host, and none of them for the seventh tab: one tab listens for all.
async function listen() {
  const left = new AbortController()
  addEventListener('pagehide', () => left.abort(), { once: true })
  const name = `events${base}`
  const turn = lock => (lock ? listenForAll(left.signal) : refreshSoon())
  await navigator.locks.request(name, { ifAvailable: true }, turn)
  await navigator.locks.request(name, { signal: left.signal }, turn)
}

async function showReport() {
  const response = await fetch(report.dataset.report)
  if (!response.ok) return
  report.innerHTML = await response.text()
  const details = report.querySelector('details')
  if (details) details.open = isWide
}

function move(step) {
  const all = rows()
  const focused = all.indexOf(document.activeElement)
  const from = focused >= 0 ? focused : all.findIndex(row => idOf(row) === openId)
  const row = all[Math.max(0, Math.min(all.length - 1, from + step))]
  if (!row) return
  // On a narrow screen the list is out of sight while a mail is open.
  if (list.offsetParent === null) row.click()
  else row.focus()
}

const isTyping = ({ target }) => target.closest?.('input, textarea, select, [contenteditable]') !== null
// Arrows scroll what is being read; only in the list they move from mail to mail.
const isInList = () =>
  list.contains(document.activeElement) || (openId === '' && document.activeElement === document.body)
const showView = number =>
  document
    .querySelector(`[data-view="${['html', 'text', 'headers', 'source', 'parts', 'checks'][number - 1]}"]`)
    ?.click()

const keys = {
  j: () => move(1),
  k: () => move(-1),
  ArrowDown: () => (isInList() ? move(1) : false),
  ArrowUp: () => (isInList() ? move(-1) : false),
  u: () => location.assign(`${base}/${search ? `?${new URLSearchParams({ q: search })}` : ''}`),
  '/': () => document.querySelector('[type=search]').focus(),
  '?': () => document.getElementById('keys').togglePopover(),
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (isTyping(event)) {
    if (event.key === 'Escape') event.target.blur()
    return
  }
  const act = /^[1-6]$/.test(event.key) ? () => showView(Number(event.key)) : keys[event.key]
  if (act && act() !== false) event.preventDefault()
}

// The fragments are for readers without script: with it, the list stays where it is.
function dropFragment({ target }) {
  const link = target.closest?.('a[href*="#row-"]')
  if (link) link.hash = ''
}

addEventListener('keydown', pressed)
addEventListener('click', dropFragment, { capture: true })
tabs.addEventListener('message', ({ data }) => told(data))
restoreList()
// A tab that leaves waits for its turn no more.
const stayTuned = () => listen().catch(() => {})
stayTuned()
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) stayTuned()
})
if (report) showReport().catch(() => {})
if (frame) {
  frame.addEventListener('load', frameLoaded)
  if (frame.contentDocument?.readyState === 'complete' && frame.contentDocument.URL !== 'about:blank')
    frameLoaded()
  let width = innerWidth
  addEventListener('resize', () => {
    // On phones the height changes as the address bar goes.
    if (innerWidth !== width) fitFrame()
    width = innerWidth
  })
} else {
  restoreReading()
  tellReady()
}
