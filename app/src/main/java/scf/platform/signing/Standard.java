package scf.platform.signing;

/// The problems that HTTP itself knows: what went wrong before, or beside, any business.
enum Standard {
    BAD_REQUEST(400, "bad_request", "Bad request", "The request cannot be read."),
    UNAUTHORIZED(401, "signature_required", "Not signed", "This call must be signed: profile SCF-Sig/1."),
    FORBIDDEN(403, "forbidden", "Forbidden", "This call is not open to this caller."),
    NOT_FOUND(404, "not_found", "Not found", "There is no such object, or it is not yours."),
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "Method not allowed", "This object does not know that method."),
    NOT_ACCEPTABLE(406, "not_acceptable", "Not acceptable", "We answer in application/json."),
    CONTENT_TOO_LARGE(413, "content_too_large", "Too large", "The body is larger than 2 MiB."),
    UNSUPPORTED_MEDIA_TYPE(
            415, "unsupported_media_type", "Unsupported media type", "This call does not read that media type."),
    MISDIRECTED(421, "misdirected_request", "Misdirected request", "The Host is not the one we are published under."),
    UNEXPECTED(
            500,
            "unexpected",
            "Unexpected",
            "Something broke on our side. Nothing was written; ask us by the instance."),
    BUSY(503, "busy", "Busy", "Nothing was written; try again.");

    private final int status;
    private final String code;
    private final String title;
    private final String detail;

    Standard(int status, String code, String title, String detail) {
        this.status = status;
        this.code = code;
        this.title = title;
        this.detail = detail;
    }

    /// The problem of this status; a status without one of its own speaks as the plainest of its kind.
    static Standard of(int status) {
        for (Standard one : values()) {
            if (one.status == status) {
                return one;
            }
        }
        return status < 500 ? BAD_REQUEST : UNEXPECTED;
    }

    Problem problem() {
        return Problem.refused(status, code, title, detail);
    }

    String code() {
        return code;
    }

    String title() {
        return title;
    }

    String detail() {
        return detail;
    }
}
