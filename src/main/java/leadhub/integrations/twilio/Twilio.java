package leadhub.integrations.twilio;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import leadhub.base.Refusal;
import leadhub.integrations.CheckedType;
import leadhub.integrations.HandshakeType.Greeting;
import leadhub.integrations.HookType;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationPreview.Check;
import leadhub.integrations.TypeField;
import leadhub.integrations.mapping.MappingEntry;
import leadhub.integrations.messengers.FileProvider;
import leadhub.integrations.provider.HookSignatures;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.web.intake.KeptBody;
import org.springframework.stereotype.Component;

/**
 * An account at Twilio, by which SMS go to leads and come from them.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/guides/webhook-request">Twilio's description of its hooks</a>
 */
@Component
final class Twilio implements CheckedType, HookType, FileProvider {
    static final String KEY = "twilio";
    static final TypeField ACCOUNT = TypeField.text(KEY, "account_sid").required();
    static final TypeField TOKEN = TypeField.secret(KEY, "auth_token").required();
    static final TypeField SENDER = TypeField.text(KEY, "sender").required();
    static final TypeField MAKES_LEADS = TypeField.bool(KEY, "unknown_senders");
    static final TypeField BASE_URL = TypeField.apiBaseUrl("https://api.twilio.com");

    /** In the query of the URL at which Twilio tells of an SMS: what we call it. */
    static final String OURS = "sms";

    /** Nothing is answered to whoever wrote. */
    private static final Greeting NO_REPLY = new Greeting("text/xml", "<Response/>");

    private static final String FORM = "application/x-www-form-urlencoded";

    @Override
    public About about() {
        return new About(KEY, "Twilio", Category.MESSAGING, Status.FROM_DOCUMENTS);
    }

    @Override
    public Direction direction() {
        return Direction.BOTH;
    }

    @Override
    public List<TypeField> fields() {
        return List.of(ACCOUNT, TOKEN, SENDER, MAKES_LEADS, BASE_URL);
    }

    @Override
    public List<MappingEntry> usualMapping() {
        return List.of(MappingEntry.of("From", "phone"));
    }

    @Override
    public void check(ConfigErrors errors, IntegrationConfig config) {
        config.text(ACCOUNT.key())
                .filter(sid -> !sid.matches("AC[0-9a-fA-F]{32}"))
                .ifPresent(sid -> errors.reject(ACCOUNT.key(), Refusal.of("invalid")));
        config.text(SENDER.key())
                .filter(sender -> !sender.matches(
                        "\\+[1-9][0-9]{6,14}|[0-9]{3,8}|MG[0-9a-fA-F]{32}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}"))
                .ifPresent(sender -> errors.reject(SENDER.key(), Refusal.of("invalid")));
    }

    @Override
    public List<Check> checks(Integration integration, ProviderHttp http) {
        var config = integration.terms().config();
        try {
            TwilioApi.checkAccount(config, http);
            return List.of(new Check("twilio", true, "Twilio knows the account and the auth token."));
        } catch (ProviderFailure e) {
            return List.of(
                    Check.failed("twilio", "Twilio refuses: check the account SID and the auth token.", e.say()));
        }
    }

    @Override
    public Optional<byte[]> download(IntegrationConfig config, String reference, ProviderHttp http) {
        return TwilioApi.media(config, http, reference);
    }

    /** Once for what somebody wrote, and for each state of what we sent. */
    @Override
    public Received receive(Hook hook, IntegrationConfig config) {
        var whole = hook.whole();
        var given = hook.headers().get("X-Twilio-Signature");
        var token = config.secret(TOKEN.key()).orElse("");
        if (token.isEmpty() || !TwilioSignature.isRight(given, token, hook.urls(), whole.body())) {
            throw HookSignatures.wrong();
        }
        var form = KeptBody.parse(FORM, whole.body());
        var id = form.path("MessageSid").asString("");
        var state = TwilioForm.state(form);
        var item = whole.withExternalId(id.isEmpty() ? null : state == null ? id : id + ":" + state);
        return new Received(List.of(state == null ? item : item.withBody(withOurs(hook))), NO_REPLY);
    }

    /** What we call it stands in the URL, which isn't kept. */
    private static byte[] withOurs(Hook hook) {
        var url = hook.urls().isEmpty() ? "" : hook.urls().getFirst();
        var ours = url.replaceFirst("^[^?]*\\??", "");
        var body = new String(hook.whole().body(), StandardCharsets.ISO_8859_1);
        return ours.matches(OURS + "=[0-9]{1,18}")
                ? (body + "&" + TwilioForm.OURS + ours.substring(OURS.length())).getBytes(StandardCharsets.ISO_8859_1)
                : hook.whole().body();
    }
}
