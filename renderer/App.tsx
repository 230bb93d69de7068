import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { Toaster } from './components/Toaster.tsx';
import { FirstRun } from './features/onboarding/FirstRun.tsx';
import { StartFailure } from './features/onboarding/StartFailure.tsx';
import { Starting } from './features/onboarding/Starting.tsx';
import { Unlock } from './features/onboarding/Unlock.tsx';
import { MainWindow } from './features/window/MainWindow.tsx';
import { useAppStore } from './store/app-store.ts';

export function App() {
  return (
    <ErrorBoundary>
      <Toaster>
        <Screen />
      </Toaster>
    </ErrorBoundary>
  );
}

function Screen() {
  const phase = useAppStore((state) => state.phase);
  const lock = useAppStore((state) => state.lock);
  const failure = useAppStore((state) => state.failure);
  const hasProfile = useAppStore((state) => state.profile !== null);

  if (phase === 'starting') return <Starting />;
  if (lock !== null) return <Unlock why={lock} />;
  if (failure !== null) return <StartFailure problem={failure.problem} detail={failure.detail} />;
  return hasProfile ? <MainWindow /> : <FirstRun />;
}
