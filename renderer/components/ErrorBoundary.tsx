import { Component, type ReactNode } from 'react';
import { translate } from '../i18n.tsx';
import { Button } from './Button.tsx';
import { FullPage } from './FullPage.tsx';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

/** A bug in drawing must not leave an empty window. React only offers this to classes. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <FullPage title={translate('app.crashTitle')}>
        <p>{translate('app.crashBody')}</p>
        <Button look="main" onClick={() => window.location.reload()}>
          {translate('app.crashReload')}
        </Button>
      </FullPage>
    );
  }
}
