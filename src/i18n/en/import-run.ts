import { counted } from '../counted.ts';

const left = (seconds: number | null): string => {
  if (seconds === null) return '';
  return seconds < 60 ? `, ${seconds} s left` : `, ${Math.ceil(seconds / 60)} min left`;
};

/** What an import says while it runs. */
export const importRun = {
  reading: (at: { rows: string; megabytes: string; rate: string; secondsLeft: number | null }) =>
    `Checking: ${at.rows} rows, ${at.megabytes} MB, ${at.rate} rows/s${left(at.secondsLeft)}`,
  storing: (at: { rows: string; of: string; secondsLeft: number | null }) =>
    `Storing: ${at.rows} of ${at.of} rows${left(at.secondsLeft)}`,
  decided:
    'The import is decided and is being completed. Ctrl-C once more stops it here; the next command completes it.',
  unfinished: 'The import is decided: the next command stores what is missing of it.',
  completing: 'An import that was stopped is being completed …',
  dropped: (files: string, seats: number) =>
    `The rest of an import that was stopped is lost with its file: ${counted(seats, 'seat is', 'seats are')} free again. Import once more: ${files}`,
  late: (rows: number) =>
    rows === 1
      ? 'One row came too late: the booking was changed here meanwhile, and what stands here is kept. Import the file again to see it.'
      : `${rows} rows came too late: the bookings were changed here meanwhile, and what stands here is kept. Import the file again to see them.`,
};
