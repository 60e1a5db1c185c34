/** Resolves after some time, or when the signal says so; unlike that of node:timers/promises, without an error for each time that it is cut short. */
export const pauseFor = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
