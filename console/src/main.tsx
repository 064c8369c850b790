import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './styles.css';

// After an upgrade the parts of the old page are gone: take the new page.
window.addEventListener('vite:preloadError', () => window.location.reload());

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<StrictMode><App /></StrictMode>);
