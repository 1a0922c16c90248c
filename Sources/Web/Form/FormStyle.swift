/// How the client's pages look, and what a browser may do with them.
package enum FormStyle {
  /// The `Content-Security-Policy` for every page of this folder. The hash is of `css`; a test keeps it true.
  package static let contentSecurityPolicy =
    "default-src 'none'; style-src 'sha256-MpqeoTAllq+erIvU00kiuJcwvtpril5JpsjgG7MHId0='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  /// For a cheap phone 320 CSS pixels wide: one column, 44 px to tap, contrast of text at least 4.5 to 1.
  static let css = """
    *{box-sizing:border-box}
    html{color-scheme:light;-webkit-text-size-adjust:100%}
    body{margin:0;background:#f3f5f7;color:#1b1b1b;font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;overflow-wrap:break-word}
    header{background:#154273;color:#fff}
    header div,main{max-width:38rem;margin:0 auto;padding:.75rem 1rem}
    header p{margin:0;font-weight:700;font-size:1.125rem}
    main{background:#fff;padding-bottom:2.5rem}
    h1{font-size:1.625rem;line-height:1.25;margin:1rem 0 .5rem}
    h2{font-size:1.125rem;margin:0 0 .25rem}
    a{color:#154273}
    p{margin:.5rem 0}
    summary,nav a,.back,.call{display:flex;align-items:center;min-height:44px}
    summary{width:fit-content;padding:0 .75rem;border:1px solid #154273;border-radius:4px;background:#fff;color:#154273;font-weight:600;cursor:pointer}
    summary::after{content:"";width:.5rem;height:.5rem;margin-block-start:-.25rem;margin-inline-start:.75rem;border:solid;border-width:0 2px 2px 0;transform:rotate(45deg)}
    summary::-webkit-details-marker{display:none}
    summary span{font-weight:400}
    nav ul{list-style:none;margin:.5rem 0 0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr));gap:.25rem .5rem}
    nav a{padding:0 .5rem}
    nav a[aria-current]{font-weight:700;text-decoration:none}
    .call{margin:1rem 0;padding:.5rem .75rem;border-inline-start:4px solid #b3261e;background:#fdf0ef;color:#1b1b1b;font-weight:600}
    .field{margin:1.25rem 0 0}
    .field>label{display:block;font-weight:600;margin-bottom:.25rem}
    .field:not(.tick)>label span{font-weight:400;color:#555}
    input,select,textarea,button{font:inherit;color:inherit}
    input,select,textarea{display:block;width:100%;min-height:44px;padding:.5rem .625rem;border:1px solid #5b6570;border-radius:4px;background:#fff}
    textarea{min-height:9rem;resize:vertical}
    fieldset{border:0;padding:0;min-width:0}
    legend{padding:0;font-weight:600}
    fieldset .tick{margin:0}
    .trap{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .tick>label{display:flex;gap:.75rem;align-items:flex-start;min-height:44px;padding:.5rem 0;font-weight:400}
    .tick input{flex:none;width:1.75rem;height:1.75rem;min-height:0;margin:0;accent-color:#154273}
    .wrong{border-inline-start:4px solid #b3261e;padding-inline-start:.75rem}
    .wrong input,.wrong select,.wrong textarea{border:2px solid #b3261e}
    .error{margin:.25rem 0;color:#a11b14;font-weight:600}
    .errors{margin:1rem 0;padding:.75rem;border:3px solid #b3261e}
    .errors ul{list-style:none;margin:0;padding:0}
    .errors a{display:inline-block;padding:.625rem 0;color:#a11b14}
    button{display:block;width:100%;min-height:52px;margin:1.5rem 0 0;padding:.5rem 1.5rem;border:0;border-radius:4px;background:#154273;color:#fff;font-weight:700;cursor:pointer}
    button:hover{background:#0d2f54}
    :focus-visible{outline:3px solid #1a6fd0;outline-offset:2px}
    .note{margin-top:1.5rem;color:#444}
    .reference{font-size:1.25rem;font-weight:700}
    @media(min-width:30rem){main{padding:.75rem 2rem 3rem}header div{padding:.75rem 2rem}button{width:auto;min-width:14rem}}
    """
}
