import './oldest-browsers.js';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { startWords } from './i18n/i18n.js';
import { startServiceWorker } from './offline/service-worker.js';
import './styles/tokens.css';
import './styles/base.css';
import './styles/buttons.css';
import './styles/surfaces.css';
import './styles/forms.css';
import './styles/filters.css';
import './styles/tables.css';
import './styles/figures.css';
import './styles/shell.css';
import './styles/rail.css';
import './styles/bars.css';

void startWords().then(() => {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
startServiceWorker();
