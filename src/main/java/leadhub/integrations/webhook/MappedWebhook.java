package leadhub.integrations.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.intake.NewIntake;
import leadhub.integrations.ExternalIds;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationType;
import leadhub.integrations.MappingEntry;
import leadhub.integrations.TypeField;
import leadhub.outside.Signatures;
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
        var same = Stream.of("email", "phone", "first_name", "last_name", "company", "job_title", "notes", "tags")
                .map(name -> MappingEntry.of(name, name));
        return Stream.concat(
                        same, Stream.of(MappingEntry.of("name", "first_name"), MappingEntry.of("message", "notes")))
                .toList();
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

    /** Takes as long for any two signatures of a length. */
    private static void verify(Hook hook, IntegrationConfig config, String secret) {
        var given = hook.headers().get(config.text(HEADER.key()).orElse(""));
        var prefix = config.text(PREFIX.key()).orElse("");
        if (given == null || !given.strip().startsWith(prefix)) {
            throw wrong();
        }
        var expected = Signatures.sign(
                config.choice(ALGORITHM),
                secret.getBytes(StandardCharsets.UTF_8),
                hook.whole().body());
        var signature = given.strip().substring(prefix.length());
        try {
            var bytes = config.choice(ENCODING).equals("hex")
                    ? HexFormat.of().parseHex(signature)
                    : Base64.getDecoder().decode(signature);
            if (!MessageDigest.isEqual(expected, bytes)) {
                throw wrong();
            }
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private static ProblemException wrong() {
        return new Problem.Unauthorized().exception();
    }
}
