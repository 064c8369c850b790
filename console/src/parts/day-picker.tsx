import { DatePicker, type DatePickerProps } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState, type ReactElement } from 'react';

/** A day or a moment. Enter takes what is typed or opens the calendar; it does not send the form around it. */
export function DayPicker(props: DatePickerProps<Dayjs, false>): ReactElement {
  const [open, setOpen] = useState(false);
  return <DatePicker {...props} open={open} onOpenChange={setOpen} onKeyDown={(event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (!open) setOpen(true);
  }} />;
}
