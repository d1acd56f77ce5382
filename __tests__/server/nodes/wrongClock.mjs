/**
 * Loaded by a node before all else (`--import`): its clock is off by as many milliseconds as `CLOCK` says, and jumps
 * to the next of several values (`CLOCK=0,420000`) with each SIGUSR2. Timers go on as they do when a clock is set.
 */
const offs = (process.env.CLOCK ?? '0').split(',').map(Number);
let at = 0;
process.on('SIGUSR2', () => {
  at = Math.min(at + 1, offs.length - 1);
});

const Right = Date;
const now = Right.now.bind(Right);
Right.now = () => now() + offs[at];
globalThis.Date = new Proxy(Right, {
  construct: (target, given, made) => Reflect.construct(target, given.length ? given : [target.now()], made),
});
Right.prototype.constructor = globalThis.Date;
