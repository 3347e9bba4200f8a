package leadhub.base.settings;

import java.util.Locale;

/** The name of one setting, as a flag and as an environment variable; what it means is said once, here. */
public enum Setting {
    PORT("8080", "N", "Port to listen on; 0 picks a free one."),
    ADDRESS("127.0.0.1", "IP", "Address to listen on; 0.0.0.0 listens on all."),
    MANAGEMENT_PORT(
            "8081", "N", "Port for health and metrics, on 127.0.0.1 only; the next free one by default, 0 picks any."),
    DATA("./data", "FOLDER", "Folder of the embedded PostgreSQL."),
    DATABASE_URL(
            "",
            "URL",
            "Your own PostgreSQL, 15 or newer: postgresql://user:password@host:port/database; hosts by comma."),
    BASE_URL("", "URL", "Address at which people reach LeadHub, such as https://leads.example.com."),
    WORKSPACE("default", "SLUG", "Workspace that the first start creates."),
    TRUSTED_PROXIES("", "LIST", "Proxies whose X-Forwarded headers count: addresses or networks, by comma."),
    MAX_CONNECTIONS("2048", "N", "Connections at a time; an eighth of them can have an open request."),
    MAX_CONNECTIONS_PER_ADDRESS(
            "256", "N", "Connections from one address; trusted proxies and this machine are exempt."),
    BODY_MEMORY("32", "MIB", "Memory for the bodies of all requests at a time; a body needs four times its size."),
    INTAKE_DAYS("90", "N", "Days for which what came in from outside is kept; 90,form=365 differs for a source."),
    CORS_ORIGINS("", "LIST", "Origins whose scripts may call the API: https://app.example.com, by comma; * for all."),
    ALLOWED_NETWORKS(
            "",
            "LIST",
            "Private networks that LeadHub may connect to for workspaces: 10.1.2.3,192.168.0.0/16; default: none."),
    SECRET_KEY(
            "",
            "TEXT",
            "Key that encrypts secrets in the database; with the embedded PostgreSQL it is in the data folder."),
    OTHER_SECRET_KEY("", "TEXT", "A second key that only decrypts secrets, for the time in which you change keys."),
    SMTP_HOST("", "HOST", "Mail server that sends LeadHub's emails; without one, the panel shows links."),
    SMTP_PORT("", "N", "Its port; by default 25, 587 or 465, depending on the encryption."),
    SMTP_SECURITY("starttls", "HOW", "Encryption of the connection to it: none, starttls or tls."),
    SMTP_USER("", "NAME", "User name for the mail server."),
    SMTP_PASSWORD("", "TEXT", "Password of that user. Use the variable: others may see options."),
    SMTP_FROM("", "EMAIL", "Sender address of emails."),
    FILES_S3_ENDPOINT(
            "",
            "URL",
            "Store for files of forms that speaks S3, such as https://s3.example.com; default: the data folder."),
    FILES_S3_REGION("us-east-1", "NAME", "Its region."),
    FILES_S3_BUCKET("", "NAME", "Its bucket, which has to be there."),
    FILES_S3_ACCESS_KEY("", "TEXT", "Access key for it."),
    FILES_S3_SECRET_KEY("", "TEXT", "Secret key of that access key. Use the variable: others may see options."),
    LEAD_EMAILS_A_DAY("2000", "N", "Emails to and about leads that a workspace may send in a day.");

    private final String fallback;
    private final String placeholder;
    private final String description;

    Setting(String fallback, String placeholder, String description) {
        this.fallback = fallback;
        this.placeholder = placeholder;
        this.description = description;
    }

    /** The option on the command line, such as {@code --base-url}. */
    public String flag() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The environment variable, such as {@code LEADHUB_BASE_URL}. */
    public String variable() {
        return "LEADHUB_" + name();
    }

    /** The value without flag and variable; empty where there is none. */
    public String fallback() {
        return fallback;
    }

    public String placeholder() {
        return placeholder;
    }

    public String description() {
        return description;
    }
}
