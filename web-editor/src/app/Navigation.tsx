import { Badge, NavLink, VisuallyHidden } from "@mantine/core";
import {
  IconBellRinging,
  IconCode,
  IconDeviceMobileMessage,
  IconHome,
  IconLayoutGrid,
  IconListDetails,
  IconMessages,
  IconPlugConnected,
  IconSettings,
  IconToolsKitchen2,
  IconTransfer,
  type Icon,
} from "@tabler/icons-react";
import { NavLink as RouterLink, useLocation } from "react-router";
import { useAttention } from "@/features/attention/api/listAttention";
import { text } from "@/text";

interface Destination {
  to: string;
  label: string;
  icon: Icon;
}

const destinations: Destination[] = [
  { to: "/", label: text.shell.home, icon: IconHome },
  { to: "/attention", label: text.shell.attention, icon: IconBellRinging },
  { to: "/practice", label: text.shell.practice, icon: IconDeviceMobileMessage },
  { to: "/recipes", label: text.shell.recipes, icon: IconToolsKitchen2 },
  { to: "/gallery", label: text.shell.gallery, icon: IconLayoutGrid },
  { to: "/runs", label: text.shell.runs, icon: IconListDetails },
  { to: "/messages", label: text.shell.messages, icon: IconMessages },
  { to: "/connections", label: text.shell.connections, icon: IconPlugConnected },
  { to: "/functions", label: text.shell.functions, icon: IconCode },
  { to: "/transfer", label: text.shell.transfer, icon: IconTransfer },
  { to: "/settings", label: text.shell.settings, icon: IconSettings },
];

export function Navigation({ practice, onNavigate }: { practice: boolean; onNavigate: () => void }) {
  const { pathname } = useLocation();
  const waiting = useAttention().data?.items.length ?? 0;
  const shown = destinations.filter(({ to }) => practice || to !== "/practice");
  return shown.map(({ to, label, icon: ItemIcon }) => (
    <NavLink
      key={to}
      component={RouterLink}
      to={to}
      label={label}
      active={to === "/" ? pathname === "/" : pathname.startsWith(to)}
      leftSection={<ItemIcon size={20} stroke={1.7} aria-hidden />}
      rightSection={to === "/attention" && waiting > 0 ? <Waiting count={waiting} /> : undefined}
      onClick={onNavigate}
    />
  ));
}

function Waiting({ count }: { count: number }) {
  return (
    <Badge size="sm" color="orange" variant="filled" circle={count < 10}>
      <span aria-hidden>{count}</span>
      <VisuallyHidden>{text.shell.waitingForYou(count)}</VisuallyHidden>
    </Badge>
  );
}
