/** Catches a screen that breaks: nothing written is lost, and the emergency numbers stay. */
import { Component, type ComponentChildren } from 'preact';

import { Broken } from './broken';

export class Guard extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };
  static override getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}
