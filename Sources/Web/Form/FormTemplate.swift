/// The markup of the client's pages. No scripts, nothing loaded from anywhere.
enum FormTemplate {
  static let form =
    head + languageSwitch + """
      <h1>{{title}}</h1>
      <p>{{intro}}</p>
      {{#notice}}
      <div class="errors" role="alert" tabindex="-1" autofocus><p>{{.}}</p><button type="submit" form="ask">{{send}}</button></div>
      {{/notice}}
      {{#wrong}}
      <div class="errors" role="alert" tabindex="-1" autofocus>
      <h2>{{summary}}</h2>
      <ul>
      {{#errors}}
      <li><a href="#{{field}}">{{text}}</a></li>
      {{/errors}}
      </ul>
      </div>
      {{/wrong}}
      \(emergency)
      <form id="ask" method="post" action="/{{code}}" accept-charset="utf-8" novalidate>

      """ + fields + """
      <button type="submit">{{send}}</button>
      </form>
      <p class="note">{{confidential}}</p>
      """ + foot

  static let thanks =
    head + """
      <h1>{{title}}</h1>
      <p class="reference">{{reference}}</p>
      \(emergency)
      <p class="note">{{confidential}}</p>
      <p><a class="back" href="/{{code}}">{{back}}</a></p>
      """ + foot

  /// Has no language of its own: the heading is the service's name, each link speaks for itself.
  static let choice =
    head + """
      <h1>{{service}}</h1>
      <nav>
      <ul>
      \(links)
      </ul>
      </nav>
      """ + foot

  static let head = """
    <!DOCTYPE html>
    <html lang="{{tag}}"{{#rtl}} dir="rtl"{{/rtl}}>
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>{{pageTitle}}</title>
    <style>\(FormStyle.css)</style>
    </head>
    <body>
    {{#banner}}<header><div><p>{{service}}</p></div></header>{{/banner}}
    <main>

    """

  static let foot = """

    </main>
    </body>
    </html>

    """

  private static let emergency = #"<a class="call" href="tel:112">{{emergency}}</a>"#

  private static let links = """
    {{#languages}}
    <li><a href="/{{code}}" lang="{{tag}}" hreflang="{{tag}}"{{#current}} aria-current="page"{{/current}}>{{label}}</a></li>
    {{/languages}}
    """

  /// Folded away, since twelve lines to tap would push the form off a small screen. "Language" is there for
  /// whoever can't read the page they landed on.
  private static let languageSwitch = """
    <nav aria-label="{{languageLabel}}">
    <details>
    <summary>{{ownName}}<span lang="en">&nbsp;· Language</span></summary>
    <ul>
    \(links)
    </ul>
    </details>
    </nav>

    """

  private static let fields = """
    {{#name}}\(opening)<input id="name" name="name" type="text" autocomplete="name" dir="auto" value="{{value}}"\(error)>\(closing){{/name}}
    {{#country}}\(opening)<select id="country" name="country" autocomplete="off"\(error)>\(options)</select>\(closing){{/country}}
    {{#phone}}\(opening)<input id="phone" name="phone" type="tel" inputmode="tel" autocomplete="tel" dir="ltr" required value="{{value}}"\(error)>\(closing){{/phone}}
    {{#language}}\(opening)<select id="language" name="language" required autocomplete="off"\(error)>\(options)</select>\(closing){{/language}}
    {{#issue}}\(opening)<select id="issue" name="issue" autocomplete="off"\(error)>\(options)</select>\(closing){{/issue}}
    {{#message}}\(opening)<textarea id="message" name="message" rows="5" dir="auto"\(error)>
    {{value}}</textarea>\(closing){{/message}}
    {{#window}}\(opening)<select id="window" name="window" autocomplete="off"\(error)>\(options)</select>\(closing){{/window}}
    {{#region}}\(opening)<input id="region" name="region" type="text" autocomplete="address-level2" dir="auto" value="{{value}}"\(error)>\(closing){{/region}}
    <fieldset class="field"><legend>{{careful}}</legend>
    {{#ticks}}\(tick){{/ticks}}
    </fieldset>
    {{#consent}}\(tick){{/consent}}
    <div class="trap" aria-hidden="true"><label for="website">{{leaveEmpty}}</label><input id="website" name="website" type="text" tabindex="-1" autocomplete="off"></div>

    """

  private static let tick =
    ##"<div class="field tick{{#error}} wrong{{/error}}">"## + message
    + ##"<label for="{{id}}"><input id="{{id}}" name="{{id}}" type="checkbox" value="yes"{{#ticked}} checked{{/ticked}}"##
    + error + "><span>{{label}}</span></label></div>\n"

  private static let opening =
    #"<div class="field{{#error}} wrong{{/error}}"><label for="{{id}}">{{label}}{{#optional}} <span>({{optional}})</span>{{/optional}}</label>"#
    + message
  private static let message = ##"{{#error}}<p class="error" id="{{id}}-error">{{error}}</p>{{/error}}"##
  private static let error = ##"{{#error}} aria-invalid="true" aria-describedby="{{id}}-error"{{/error}}"##
  private static let closing = "</div>"
  private static let options = "{{{options}}}"
}
