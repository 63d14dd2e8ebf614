/** What screens and the desk build with. */
export { Button, LinkButton, type ButtonKind } from './button';
export { Dialog } from './dialog';
export { Choices, Field, FieldError, type ChoiceItem } from './form';
export { Icon, type IconName } from './icon';
export { announce, LiveRegions } from './live';
export { Switch } from './switch';
export { Card, Empty, Facts, Notice, Row, Skeleton, Tag, type FactProps, type Tone } from './surface';
