import { Anchor } from "@mantine/core";

const address = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/;

/** Text as a phone or a mailbox shows it: what is an address can be followed. */
export function Linked({ text }: { text: string }) {
  return text.split(address).map((part, index) =>
    index % 2 === 1 ? (
      <Anchor key={index} href={part} target="_blank" rel="noreferrer" c="inherit" td="underline" fz="inherit">
        {part}
      </Anchor>
    ) : (
      part
    ),
  );
}
