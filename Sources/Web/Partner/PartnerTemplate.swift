/// The markup of the pages for partners and referrers. No scripts, nothing loaded from anywhere.
enum PartnerTemplate {
  /// What a link leads to: before the code nothing on it is about a person.
  static let link =
    FormTemplate.head + """
      <h1>{{title}}</h1>
      {{#notes}}<p>{{.}}</p>
      {{/notes}}
      {{#errors}}<p class="error" role="alert">{{.}}</p>
      {{/errors}}
      {{#facts}}
      <dl>
      {{#items}}<dt><strong>{{name}}</strong></dt><dd dir="auto">{{text}}</dd>
      {{/items}}
      </dl>
      <p class="note">{{mind}}</p>
      {{/facts}}
      {{#code}}
      <form method="post" accept-charset="utf-8">
      <input type="hidden" name="action" value="open">
      <div class="field"><label for="code">{{label}}</label><input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" required></div>
      <button type="submit">{{open}}</button>
      </form>
      {{/code}}
      {{#ask}}
      <form method="post" accept-charset="utf-8">
      <input type="hidden" name="action" value="code">
      <button type="submit">{{.}}</button>
      </form>
      {{/ask}}
      {{#answer}}
      <h2>{{heading}}</h2>
      <form method="post" accept-charset="utf-8">
      <input type="hidden" name="action" value="state">
      \(choice("state"))
      \(choice("reason"))
      \(choice("exit"))
      <div class="field"><label for="remark">{{remark}}</label><textarea id="remark" name="remark" rows="3" maxlength="2000" dir="auto">
      {{typedRemark}}</textarea></div>
      <button type="submit">{{send}}</button>
      </form>
      {{/answer}}
      """ + FormTemplate.foot

  static let referrer =
    FormTemplate.head + """
      <h1>{{title}}</h1>
      {{#notes}}<p>{{.}}</p>
      {{/notes}}
      {{#errors}}<p class="error" role="alert">{{.}}</p>
      {{/errors}}
      {{#form}}
      <form method="post" action="/referrer" accept-charset="utf-8">
      <div class="field"><label for="token">{{token}}</label><input id="token" name="token" type="password" autocomplete="current-password" required></div>
      \(choice("language"))
      {{#inputs}}<div class="field"><label for="{{id}}">{{label}}</label><input id="{{id}}" name="{{id}}" type="{{type}}" dir="auto" autocomplete="off" value="{{value}}"></div>
      {{/inputs}}
      <div class="field"><label for="message">{{messageLabel}}</label><textarea id="message" name="message" rows="4" dir="auto">
      {{message}}</textarea></div>
      \(choice("feedback"))
      <div class="field tick"><label for="agreed"><input id="agreed" name="agreed" type="checkbox" value="yes"><span>{{agreed}}</span></label></div>
      <button type="submit">{{send}}</button>
      </form>
      {{/form}}
      """ + FormTemplate.foot

  private static func choice(_ name: String) -> String {
    """
    {{#\(name)}}<div class="field"><label for="\(name)">{{label}}</label><select id="\(name)" name="\(name)" autocomplete="off">\
    {{#options}}<option value="{{value}}"{{#selected}} selected{{/selected}}>{{label}}</option>{{/options}}</select></div>{{/\(name)}}
    """
  }
}
