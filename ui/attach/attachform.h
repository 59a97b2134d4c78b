// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/api/error.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace keel {

/// The small window before (or beside) a desktop on a service of another machine: says how the connection stands and
/// takes the token when it is missing or refused. Not modal; whoever owns it decides what happens.
class AttachForm : public QWidget
{
    Q_OBJECT

public:
    /// "sync.example.org:7878".
    explicit AttachForm(const QString& service, QWidget* parent = nullptr);

    /// What happens now; the token field stands ready all the same.
    void sayConnecting();
    /// Not connected; it is tried again.
    void sayAway(const Error& why);
    void sayTrouble(const Error& why);
    /// Puts the cursor into the token field. NotFound: none is known yet.
    void askToken(const Error& why);

signals:
    /// `keep`: into the keychain, once the service takes it.
    void tokenGiven(const QByteArray& token, bool keep);

private:
    void give();
    void sayDown(const QString& words);

    QLabel* m_state;
    QLineEdit* m_token;
    QCheckBox* m_keep;
    QPushButton* m_connect;
};

} // namespace keel
