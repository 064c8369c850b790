import type { ThemeConfig } from 'antd';

/** The console's look, set once (look.md). */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1e4f91',
    colorInfo: '#1e4f91',
    colorLink: '#1e4f91',
    colorError: '#b3261e',
    colorWarning: '#8a5a00',
    colorSuccess: '#1f6b3a',
    // The seeds are dark for contrast; what antd would derive from them as grounds is muddy.
    colorErrorBg: '#fdf1f0', colorErrorBorder: '#e9b7b3',
    colorWarningBg: '#fff8e6', colorWarningBorder: '#ead4a0',
    colorSuccessBg: '#eef7f0', colorSuccessBorder: '#b4d6be',
    colorInfoBg: '#eef3fa', colorInfoBorder: '#bccfe8',
    controlItemBgActive: '#e6eef8', controlItemBgActiveHover: '#dbe7f5',
    colorText: '#1f2328',
    colorTextSecondary: '#4a5158',
    colorTextDescription: '#59616a',
    colorTextPlaceholder: '#6b737c',
    colorBgLayout: '#f6f7f9',
    colorBorder: '#c9ced4',
    colorBorderSecondary: '#e3e6ea',
    borderRadius: 4,
    fontSize: 14,
    fontFamily: '"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Layout: { headerBg: '#ffffff', siderBg: '#ffffff', headerHeight: 52, headerPadding: '0 20px' },
    Menu: { itemHeight: 38, itemBorderRadius: 4 },
    Table: { cellPaddingBlock: 10, headerBg: '#f6f7f9' },
    Modal: { titleFontSize: 16 },
  },
};

/** For who wants no motion: a dialog whose motion the style sheet alone switches off would wait for its end for ever. */
export const still: ThemeConfig = { ...theme, token: { ...theme.token, motion: false } };
