import { isCivilDate, type CivilDate } from '@tongming/law';
import { z } from 'zod';

export const civilDateSchema = z.string().refine(isCivilDate).transform((text): CivilDate => text);
