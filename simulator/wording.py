"""What people read in the chat page and what the platform itself says to them."""

SERVICE_UNAVAILABLE = "该公众号暂时无法提供服务，请稍后再试"
