import MenuOutlined from '@ant-design/icons/es/icons/MenuOutlined';
import SearchOutlined from '@ant-design/icons/es/icons/SearchOutlined';
import { Button, Dropdown, Skeleton } from 'antd';
import { lazy, Suspense, useEffect, useState, type ReactElement } from 'react';
import { Link, NavLink, Navigate, Outlet, useLocation, useNavigate, useNavigation } from 'react-router';
import { m } from './messages.ts';
import { groups, isBarred, itemAt } from './navigation.tsx';
import { NotYours } from './pages/not-found.tsx';
import { useSession } from './session.tsx';

const Palette = lazy(async () => ({ default: (await import('./parts/palette.tsx')).Palette }));

/** The frame of every page. What a person may not open is not offered. */
export function Shell(): ReactElement {
  const { me, has } = useSession();
  const { pathname } = useLocation();
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [navOpen, setNavOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setPaletteOpen((open) => !open);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  useEffect(() => setNavOpen(false), [pathname]);

  if (me.mustChangePassword && pathname !== '/password') return <Navigate to="/password" replace />;
  if (!me.mustChangePassword && me.mustSetSecondFactor && pathname !== '/second-factor') return <Navigate to="/second-factor" replace />;
  const here = itemAt(pathname);
  const locked = me.mustChangePassword || me.mustSetSecondFactor;
  return (
    <div className="shell">
      <a className="skip" href="#main">{m.app.skip}</a>
      {me.demo ? <aside className="demo-line" aria-label={m.app.demoLabel}>{m.app.demo}</aside> : null}
      <header className="top">
        <Button className="nav-toggle" type="text" icon={<MenuOutlined />} aria-label={navOpen ? m.app.collapse : m.app.expand} aria-expanded={navOpen} onClick={() => setNavOpen(!navOpen)} />
        <NavLink to="/" className="brand">{m.app.name}<small>{m.app.product}</small></NavLink>
        <button type="button" className="find" onClick={() => setPaletteOpen(true)} disabled={locked}>
          <SearchOutlined /><span>{m.app.palette}</span><kbd>Ctrl K</kbd>
        </button>
        <a className="portal-link" href="/" target="_blank" rel="noopener">{m.app.portal}</a>
        <AccountMenu />
      </header>
      <div className="body">
        <nav className={navOpen ? 'side open' : 'side'} aria-label={m.app.product} hidden={locked}>
          {groups.map((group) => {
            const items = group.items.filter((item) => item.roles === undefined || has(...item.roles));
            if (items.length === 0) return null;
            return (
              <section key={group.label}>
                <h2>{group.label}</h2>
                {items.map((item) => <Link key={item.to} to={item.to} {...(item.to === here ? { className: 'active', 'aria-current': 'page' } : {})}>{item.icon}{item.label}</Link>)}
              </section>
            );
          })}
        </nav>
        <main id="main" tabIndex={-1}>
          <PageLoading />
          {isBarred(pathname, has) ? <NotYours /> : <Outlet />}
        </main>
      </div>
      <Suspense fallback={null}>{paletteOpen ? <Palette onClose={() => setPaletteOpen(false)} /> : null}</Suspense>
    </div>
  );
}

/** While the next page's code loads; the old page stays until then. */
function PageLoading(): ReactElement | null {
  const navigation = useNavigation();
  return navigation.state === 'loading' ? <div className="page-loading" role="status"><Skeleton.Button active size="small" block /></div> : null;
}

function AccountMenu(): ReactElement {
  const { me, signOut } = useSession();
  const navigate = useNavigate();
  const [first, ...others] = new Set(me.roles.map((held) => held.agencyName));
  const agency = first === undefined || others.length === 0 ? first : m.app.agencies(first, others.length + 1);
  return (
    <Dropdown trigger={['click']} menu={{
      items: [
        { key: 'roles', type: 'group', label: me.roles.length === 0 ? m.app.noAgency : undefined, children: me.roles.map((r) => ({
          key: `${r.agencyCode}${r.role}`, disabled: true, label: `${r.agencyName} · ${m.names.roles[r.role]}`,
        })) },
        { type: 'divider' },
        { key: 'password', label: m.app.password, onClick: () => void navigate('/password') },
        { key: 'factor', label: m.app.secondFactor, onClick: () => void navigate('/second-factor') },
        { key: 'out', label: m.app.signOut, onClick: () => void signOut() },
      ],
    }}>
      <Button type="text" className="account">{me.person.name}{agency === undefined ? null : <small>{agency}</small>}</Button>
    </Dropdown>
  );
}
