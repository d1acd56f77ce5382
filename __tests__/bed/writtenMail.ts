/** Everything that the composer's editor can make, exactly as it makes it. */
export const WRITTEN_HTML = [
  '<h1>Offer for Köln</h1>',
  '<h2 style="text-align: center;">Terms</h2>',
  '<h3>Delivery</h3>',
  '<p>Dear <strong>Ben</strong>, <em>this</em> is <u>our</u> <s>first</s> <code>v2</code> offer.</p>',
  '<p></p>',
  '<p style="text-align: right;"><span style="color: rgb(217, 45, 32);">Red</span> <span style="background-color: rgb(255, 243, 163); color: rgb(31, 31, 31);">marked</span> <span style="font-size: 18px;">large</span></p>',
  '<ul><li><p>steel</p></li><li><p>wood</p><ul><li><p>oak</p></li></ul></li></ul>',
  '<ol start="3"><li><p>third</p></li><li><p>fourth</p></li></ol>',
  '<table cellpadding="6" cellspacing="0" border="1" width="100%"><tbody>',
  '<tr><th><p>Item</p></th><th width="120"><p>Price</p></th></tr>',
  '<tr><td bgcolor="#cfe6ff" style="background-color: rgb(207, 230, 255);"><p><span style="color: rgb(31, 31, 31);">PX-200</span></p></td><td width="120" style="text-align: right;"><p>25,00 €</p></td></tr>',
  '<tr><td colspan="2"><p>Total</p></td></tr>',
  '</tbody></table>',
  '<pre><code>if (x &lt; 1)\n  y  = 2;</code></pre>',
  '<blockquote><p>You wrote that.</p></blockquote>',
  '<p>See <a href="https://example.org/offer">the offer</a> 🙂<br>or call.</p>',
  '<p><img src="cid:chart-of-prices@picture" alt="Prices by month" width="320" height="200"></p>',
  '<div data-mail-signature=""><p>Anna Müller</p></div>',
].join('');

/** Its text for readers without HTML. */
export const WRITTEN_TEXT = `Offer for Köln

Terms

Delivery

Dear Ben, this is our first v2 offer.

Red marked large
 * steel
 * wood
   * oak

 3. third
 4. fourth

Item    Price
PX-200  25,00 €
Total

if (x < 1)
  y  = 2;

> You wrote that.
See the offer [https://example.org/offer] 🙂
or call.

Anna Müller`;
