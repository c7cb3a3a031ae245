import { useEffect, useRef } from "react";
import { clinic } from "@/text/clinic";
import { toast } from "@/ui/live";
import { useMailbox } from "../api/getMailbox";
import { usePhones } from "../api/listPhones";

/** Says, at the corner and aloud, what arrives while the practice clinic is open, but not what was there before. */
export function useArrivals() {
  const phones = usePhones().data?.phones;
  const mails = useMailbox().data?.mails;
  const seen = useRef<{ texts?: Set<string>; mails?: Set<string> }>({});

  useEffect(() => {
    if (phones === undefined) return;
    const texts = phones.flatMap(({ number, messages }) =>
      messages.filter(({ direction }) => direction === "outbound").map(({ id, body }) => ({ id, number, body })),
    );
    const before = seen.current.texts;
    const arrived = before && texts.findLast(({ id }) => !before.has(id));
    seen.current.texts = new Set(texts.map(({ id }) => id));
    if (arrived) toast({ tone: "done", message: clinic.phone.newText(arrived.number, arrived.body) });
  }, [phones]);

  useEffect(() => {
    if (mails === undefined) return;
    const before = seen.current.mails;
    const arrived = before && mails.find(({ id }) => !before.has(id));
    seen.current.mails = new Set(mails.map(({ id }) => id));
    if (arrived) toast({ tone: "done", message: clinic.mailbox.newMail(arrived.subject) });
  }, [mails]);
}
