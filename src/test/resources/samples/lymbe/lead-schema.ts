import { z } from 'zod';

export const createLeadSchema = z.object({
  name: z.string().min(1).max(200),
  email: z.string().email(),
  phone: z.string().max(50).optional(),
  company: z.string().max(200).optional(),
  message: z.string().max(5000).optional(),
  botId: z.string().uuid().optional(),
  tags: z.array(z.string().max(50)).max(20).optional(),
});

export type CreateLeadInput = z.infer<typeof createLeadSchema>;
