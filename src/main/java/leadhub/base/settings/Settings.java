package leadhub.base.settings;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.base.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * How this process was told to run.
 *
 * @param port 0 for any free one
 * @param managementPort always on loopback; 0 for any free one, null for the next one from the usual one on
 * @param data absolute
 * @param databaseUrl null for the embedded PostgreSQL
 * @param baseUrl without a slash at the end; null to go by the request
 * @param corsOrigins empty for none, {@code *} for all
 * @param allowedNetworks empty for none beside the outside world
 * @param secretKey null for that of the data folder
 * @param otherSecretKey null for none, which is usual
 * @param smtp null for none
 * @param objectStore null where files of forms lie in the data folder
 * @param leadEmailsADay of one workspace
 */
public record Settings(
        int port,
        InetAddress address,
        @Nullable Integer managementPort,
        Path data,
        @Nullable DatabaseUrl databaseUrl,
        @Nullable String baseUrl,
        String workspace,
        List<AddressRange> trustedProxies,
        HttpLimits httpLimits,
        IntakeDays intakeDays,
        List<String> corsOrigins,
        List<AddressRange> allowedNetworks,
        @Nullable SecretKey secretKey,
        @Nullable SecretKey otherSecretKey,
        @Nullable SmtpServer smtp,
        @Nullable ObjectStore objectStore,
        int leadEmailsADay) {

    /**
     * Reads the settings; a flag wins over its variable.
     *
     * @param flags by flag, such as {@code --port}
     * @param environment all of it; what doesn't start with {@code LEADHUB_} is ignored
     * @throws SetupProblem one line that names the setting, for anything unknown or bad
     */
    public static Settings of(Map<String, String> flags, Map<String, String> environment) {
        var given = new GivenSettings(flags, environment);
        var settings = new Settings(
                given.port(Setting.PORT),
                given.address(Setting.ADDRESS),
                given.chosenPort(Setting.MANAGEMENT_PORT),
                given.folder(Setting.DATA),
                given.databaseUrl(Setting.DATABASE_URL),
                given.baseUrl(Setting.BASE_URL),
                given.slug(Setting.WORKSPACE),
                given.addressRanges(Setting.TRUSTED_PROXIES),
                HttpLimits.read(given),
                IntakeDays.read(given),
                given.origins(Setting.CORS_ORIGINS),
                given.addressRanges(Setting.ALLOWED_NETWORKS),
                given.secretKey(Setting.SECRET_KEY),
                given.secretKey(Setting.OTHER_SECRET_KEY),
                GivenSmtp.read(given),
                ObjectStore.read(given),
                given.number(Setting.LEAD_EMAILS_A_DAY, 1, 1_000_000));
        if (settings.port != 0 && Objects.equals(settings.port, settings.managementPort)) {
            throw new SetupProblem("--port and --management-port are both " + settings.port
                    + ": choose another for one of them, such as --management-port 0.");
        }
        return settings;
    }
}
