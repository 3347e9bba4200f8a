package leadhub.integrations.webhook;

import java.util.List;
import java.util.stream.Stream;
import leadhub.base.Refusal;
import leadhub.intake.NewIntake;
import leadhub.integrations.ExternalIds;
import leadhub.integrations.HookSignatures;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationType;
import leadhub.integrations.MappingEntry;
import leadhub.integrations.TypeField;
import org.jspecify.annotations.Nullable;

/** A type whose posts are mapped as they are; with a signature and an id of their own where its sender has some. */
public abstract class MappedWebhook implements IntegrationType {
    private static final TypeField HEADER = TypeField.text(
            "header", "Signature header", "The header in which the sender puts its HMAC signature of the body.");
    private static final TypeField SECRET = TypeField.secret(
            "secret",
            "Signing secret",
            "What the sender signs with. With one, requests without the right signature are refused.");
    private static final TypeField ALGORITHM = TypeField.select(
            "algorithm", "Algorithm", List.of("sha256", "sha1", "sha512"), "The hash that the signature is made with.");
    private static final TypeField ENCODING = TypeField.select(
            "encoding", "Encoding", List.of("hex", "base64"), "How the signature is written in the header.");
    private static final TypeField PREFIX =
            TypeField.text("prefix", "Prefix", "What stands before the signature in the header, such as sha256=.");
    private static final TypeField DEDUPE_PATH = TypeField.text(
            "dedupe_path",
            "Path of the id",
            "A JSON path or the name of the field with the sender's own id: what comes twice under one counts once.");

    /** Of posts that nobody has said anything about: fields that are called as ours are. */
    public static final List<MappingEntry> USUAL_MAPPING = Stream.concat(
                    Stream.of("email", "phone", "first_name", "last_name", "company", "job_title", "notes", "tags")
                            .map(name -> MappingEntry.of(name, name)),
                    Stream.of(MappingEntry.of("name", "first_name"), MappingEntry.of("message", "notes")))
            .toList();

    private final About about;

    protected MappedWebhook(About about) {
        this.about = about;
    }

    @Override
    public About about() {
        return about;
    }

    @Override
    public List<TypeField> fields() {
        return List.of(HEADER, SECRET, ALGORITHM, ENCODING, PREFIX, DEDUPE_PATH);
    }

    @Override
    public void check(ConfigErrors errors, IntegrationConfig config) {
        if (config.secret(SECRET.key()).isPresent() && config.text(HEADER.key()).isEmpty()) {
            errors.reject(HEADER.key(), Refusal.of("required"));
        }
        if (config.text(DEDUPE_PATH.key())
                .filter(path -> !ExternalIds.isValid(path))
                .isPresent()) {
            errors.reject(DEDUPE_PATH.key(), Refusal.of("integration.json_path"));
        }
    }

    @Override
    public List<MappingEntry> usualMapping() {
        return USUAL_MAPPING;
    }

    @Override
    public Received receive(Hook hook, IntegrationConfig config) {
        config.secret(SECRET.key()).ifPresent(secret -> verify(hook, config, secret));
        return Received.one(hook.whole().withExternalId(externalId(hook.whole(), config)));
    }

    private static @Nullable String externalId(NewIntake whole, IntegrationConfig config) {
        return config.text(DEDUPE_PATH.key())
                .flatMap(path -> ExternalIds.find(whole, path))
                .orElse(null);
    }

    private static void verify(Hook hook, IntegrationConfig config, String secret) {
        var given = hook.headers().get(config.text(HEADER.key()).orElse(""));
        var expected = HookSignatures.expected(
                config.choice(ALGORITHM), secret, hook.whole().body());
        if (!HookSignatures.is(given, config.text(PREFIX.key()).orElse(""), config.choice(ENCODING), expected)) {
            throw HookSignatures.wrong();
        }
    }
}
