package leadhub.base.settings;

import java.util.Locale;

/** The name of one setting, as a flag and as an environment variable; what it means is said once, here. */
public enum Setting {
    PORT("8080", "N", "Port to listen on; 0 picks a free one."),
    ADDRESS("127.0.0.1", "IP", "Address to listen on; 0.0.0.0 listens on all."),
    MANAGEMENT_PORT(
            "8081", "N", "Port for health and metrics, on 127.0.0.1 only; the next free one unless set, 0 picks any."),
    DATA("./data", "FOLDER", "Folder that holds the embedded PostgreSQL."),
    DATABASE_URL(
            "",
            "URL",
            "Use this PostgreSQL 15 or newer: postgresql://user:password@host:port/database; hosts by comma."),
    BASE_URL("", "URL", "Address under which people reach LeadHub, such as https://leads.example.com."),
    WORKSPACE("default", "SLUG", "Workspace that the first start makes."),
    TRUSTED_PROXIES("", "LIST", "Proxies whose X-Forwarded headers count: addresses or networks, by comma."),
    MAX_CONNECTIONS("2048", "N", "Connections at a time; an eighth of them may have a request open."),
    MAX_CONNECTIONS_PER_ADDRESS(
            "256", "N", "Connections of one address; trusted proxies and this machine itself are exempt."),
    BODY_MEMORY("32", "MIB", "Memory for the bodies of all requests at a time; a body takes four times its size."),
    CORS_ORIGINS("", "LIST", "Origins whose browsers may call the API: https://app.example.com, by comma; * for all."),
    ALLOWED_NETWORKS(
            "",
            "LIST",
            "Private networks that workspaces may have LeadHub call, such as 10.1.2.3,192.168.0.0/16; none as a rule."),
    SECRET_KEY(
            "",
            "TEXT",
            "Key that secrets in the database are sealed with; the embedded PostgreSQL has one in its folder."),
    OTHER_SECRET_KEY(
            "",
            "TEXT",
            "A second key that secrets are opened with and never sealed, while one takes the other's place."),
    SMTP_HOST("", "HOST", "Mail server that sends LeadHub's e-mails; without one, links are shown in the panel."),
    SMTP_PORT("", "N", "Its port; usually 25, 587 or 465, by the security."),
    SMTP_SECURITY("starttls", "HOW", "How the connection to it is encrypted: none, starttls or tls."),
    SMTP_USER("", "NAME", "User to sign in to it with."),
    SMTP_PASSWORD("", "TEXT", "Password of that user; better as a variable, for others may see options."),
    SMTP_FROM("", "EMAIL", "Address that e-mails come from.");

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
