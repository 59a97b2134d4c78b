// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktopnotice.h"
#include "app/remote/remoteservice.h"
#include "app/remote/tokens.h"
#include "app/window.h"
#include "ui/shell/permits.h"

class QWidget;

namespace keel {

class AttachForm;
class Theme;

/// A desktop on a service of another machine, from the first try to the last window: finds the token or asks for it,
/// opens the window with the first snapshot, asks again when the token is refused. Lives in the GUI's thread.
class AttachedWindow : public QObject
{
    Q_OBJECT

public:
    explicit AttachedWindow(const AttachOptions& options, QObject* parent = nullptr);
    ~AttachedWindow() override;

    void start();

private:
    void tokenFound(const QByteArray& token);
    void tokenGiven(const QByteArray& token, bool keep);
    void attached();
    void away(const Error& why);
    void tokenWanted(const Error& why);
    [[nodiscard]] AttachForm& form();

    QString m_name; ///< of the service
    QString m_who;
    RemoteService m_service;
    remote::Tokens m_tokens;
    Permits m_permits;
    DesktopNotice m_notice;
    QByteArray m_token;
    bool m_keep = false;           ///< the token is to be kept once the service takes it
    std::unique_ptr<Theme> m_look; ///< of the form, until the window brings its own
    std::unique_ptr<AttachForm> m_form;
    std::unique_ptr<QWidget> m_window; ///< before the service it shows
};

} // namespace keel
