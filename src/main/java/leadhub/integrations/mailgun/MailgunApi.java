package leadhub.integrations.mailgun;

import java.util.LinkedHashMap;
import java.util.Map;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.mail.Mail;

/**
 * Mailgun's API, as far as it is used.
 *
 * @see <a href="https://documentation.mailgun.com/docs/mailgun/api-reference">Mailgun's reference</a>
 */
final class MailgunApi {
    private static final Map<String, String> BASES =
            Map.of("us", "https://api.mailgun.net", "eu", "https://api.eu.mailgun.net");

    private MailgunApi() {}

    /** Hands over an email under an id of ours, by which its events name it. */
    static ProviderHttp.Answer send(IntegrationConfig config, ProviderHttp http, Mail mail) {
        var target = ProviderHttp.uri(base(config), "/v3/" + domain(config) + "/messages");
        return http.postForm(target, key(config), form(config, mail));
    }

    /** Whether Mailgun knows the domain and the key; a key that can only send may not ask for that. */
    static void checkDomain(IntegrationConfig config, ProviderHttp http) {
        var answer = http.get(ProviderHttp.uri(base(config), "/v4/domains/" + domain(config)), key(config));
        if (answer.status() != 403) {
            answer.orFail();
        }
        var state = answer.json().path("domain").path("state").asString("active");
        if (!state.equals("active")) {
            throw ProviderFailure.refused("domain " + state);
        }
    }

    private static Map<String, String> form(IntegrationConfig config, Mail mail) {
        var from = config.text(Mailgun.FROM.key()).orElse("");
        var headers = mail.headers();
        var form = new LinkedHashMap<String, String>();
        form.put("from", headers == null ? from : named(headers.senderName(), from));
        form.put("to", mail.to());
        form.put("subject", mail.subject());
        form.put("text", mail.text());
        form.put("html", mail.html());
        form.put("o:tracking-clicks", "no");
        form.put("o:tracking-opens", config.isOn(Mailgun.TRACK_OPENS) ? "yes" : "no");
        form.put("h:Auto-Submitted", "auto-generated");
        if (mail.replyTo() != null) {
            form.put("h:Reply-To", mail.replyTo());
        }
        if (headers != null) {
            form.put("h:Message-Id", headers.messageId());
            if (!headers.references().isEmpty()) {
                form.put("h:In-Reply-To", headers.references().getLast());
                form.put("h:References", String.join(" ", headers.references()));
            }
            if (headers.unsubscribeUrl() != null) {
                form.put("h:List-Unsubscribe", "<" + headers.unsubscribeUrl() + ">");
                form.put("h:List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
        }
        return form;
    }

    /** A name in quotes says nothing else than a name. */
    private static String named(String name, String address) {
        return name.isBlank() ? address : "\"" + name.replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\" <" + address + ">";
    }

    private static String base(IntegrationConfig config) {
        return config.text(Mailgun.BASE_URL.key())
                .orElseGet(() -> BASES.getOrDefault(config.choice(Mailgun.REGION), "https://api.mailgun.net"));
    }

    private static String domain(IntegrationConfig config) {
        return ProviderHttp.part(config.text(Mailgun.DOMAIN.key()).orElse(""));
    }

    private static Map<String, String> key(IntegrationConfig config) {
        return ProviderHttp.basic(
                "api", config.secret(Mailgun.API_KEY.key()).orElseThrow(() -> ProviderFailure.token("no API key")));
    }
}
